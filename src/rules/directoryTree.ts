import { chainAbove, type Directory, type DirectoryDepartment, type DirectoryPosition } from './directory.js';

/** A department with what is in it, as a tree of what is in force. */
export interface DepartmentNode {
  id: number;
  name: string;
  duties: string | null;
  positions: PositionNode[];
  children: DepartmentNode[];
  /** Persons planned here and below; positions without a plan count nothing. */
  planned: number;
  /** People who belong to this department or one below. */
  persons: number;
}

export interface PositionNode extends Omit<DirectoryPosition, 'active' | 'revision'> {
  holders: { id: number; name: string }[];
}

/** The departments in force as trees; one whose parent is not in force stands at the top. */
export function departmentTree(directory: Directory): DepartmentNode[] {
  const active = directory.departments.filter((department) => department.active);
  const nodeOf = (department: DirectoryDepartment): DepartmentNode => {
    const children = active.filter(({ parentId }) => parentId === department.id).map(nodeOf);
    const positions = positionsOf(directory, department.id);
    const own = directory.persons.filter(
      ({ active: works, departmentId }) => works && departmentId === department.id,
    );
    const { id, name, duties } = department;
    const sum = (figure: (node: DepartmentNode) => number) =>
      children.reduce((total, child) => total + figure(child), 0);
    return {
      id,
      name,
      duties,
      positions,
      children,
      planned:
        positions.reduce((total, { headcount }) => total + (headcount ?? 0), 0) + sum((c) => c.planned),
      persons: own.length + sum((child) => child.persons),
    };
  };
  const isTop = ({ parentId }: DirectoryDepartment) =>
    parentId === null || !active.some(({ id }) => id === parentId);
  return active.filter(isTop).map(nodeOf);
}

function positionsOf(directory: Directory, departmentId: number): PositionNode[] {
  return directory.positions
    .filter((position) => position.active && position.departmentId === departmentId)
    .map(({ active: _, revision: __, ...position }) => ({
      ...position,
      holders: directory.persons
        .filter(({ active, positions }) => active && positions.includes(position.id))
        .map(({ id, name }) => ({ id, name })),
    }));
}

const separator = ' / ';

/** Where each department stands: `公司 / 售后服务部 / 现场服务组`, also of those not in force. */
export function placesOf(departments: readonly DirectoryDepartment[]): Map<number, string> {
  const names = new Map(departments.map(({ id, name }) => [id, name]));
  return new Map(
    departments.map(({ id }) => [
      id,
      chainAbove(departments, id)
        .reverse()
        .map((one) => names.get(one))
        .join(separator),
    ]),
  );
}

/** Departments in force that a text names, by their names or as `上级/部门`. */
export function departmentsNamed(directory: Directory, text: string): DirectoryDepartment[] {
  const wanted = text.split('/').map((part) => part.trim());
  const places = placesOf(directory.departments);
  return directory.departments.filter(({ id, active }) => {
    const place = (places.get(id) as string).split(separator);
    return active && wanted.join('/') === place.slice(-wanted.length).join('/');
  });
}
