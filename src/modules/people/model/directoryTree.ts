import { chainAbove, type Directory, type DirectoryDepartment, type DirectoryPosition } from './directory.js';

/** A department with what is in it, as a tree of what is in force. */
export interface DepartmentNode {
  id: number;
  name: string;
  duties: string | null;
  positions: PositionNode[];
  children: DepartmentNode[];
  /** Persons planned here and below; null as long as a position has no plan. */
  planned: number | null;
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
    return {
      id,
      name,
      duties,
      positions,
      children,
      planned: sumOf([...positions.map(({ headcount }) => headcount), ...children.map((one) => one.planned)]),
      persons: children.reduce((total, child) => total + child.persons, own.length),
    };
  };
  const isTop = ({ parentId }: DirectoryDepartment) =>
    parentId === null || !active.some(({ id }) => id === parentId);
  return active.filter(isTop).map(nodeOf);
}

function sumOf(figures: readonly (number | null)[]): number | null {
  const known = figures.filter((figure) => figure !== null);
  return known.length < figures.length ? null : known.reduce((total, figure) => total + figure, 0);
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

/** Departments in force that a text names, by their names or as `上级/部门`; a whole place names only the one that stands there. */
export function departmentsNamed(directory: Directory, text: string): DirectoryDepartment[] {
  const parts = text.split('/').map((part) => part.trim());
  const wanted = parts.join('/');
  const places = placesOf(directory.departments);
  const inForce = directory.departments.filter(({ active }) => active);
  const stepsTo = ({ id }: DirectoryDepartment) => (places.get(id) as string).split(separator);
  const standing = inForce.filter((one) => stepsTo(one).join('/') === wanted);
  if (standing.length > 0) return standing;
  return inForce.filter((one) => stepsTo(one).slice(-parts.length).join('/') === wanted);
}
