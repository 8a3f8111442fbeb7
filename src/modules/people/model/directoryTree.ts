import {
  type Directory,
  type DirectoryDepartment,
  type DirectoryPosition,
  selfAndAncestors,
} from './directory.js';

/** An open department with its positions and sub-departments. */
export interface DepartmentNode {
  id: number;
  name: string;
  duties: string | null;
  positions: PositionNode[];
  children: DepartmentNode[];
  /** Planned number of persons here and below; null when a position has no plan. */
  planned: number | null;
  /** People who belong to this department or one below. */
  persons: number;
}

export interface PositionNode extends Omit<DirectoryPosition, 'active' | 'revision'> {
  holders: { id: number; name: string }[];
}

/** The open departments as trees; a department whose parent is closed is a root. */
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

/** The path of each department, closed ones included: `公司 / 售后服务部 / 现场服务组`. */
export function departmentPaths(departments: readonly DirectoryDepartment[]): Map<number, string> {
  const names = new Map(departments.map(({ id, name }) => [id, name]));
  return new Map(
    departments.map(({ id }) => [
      id,
      selfAndAncestors(departments, id)
        .reverse()
        .map((one) => names.get(one))
        .join(separator),
    ]),
  );
}

/**
 * The open departments that a text names, by name or as `上级/部门`; a complete path names only the department at that
 * path.
 */
export function findDepartments(directory: Directory, text: string): DirectoryDepartment[] {
  const parts = text.split('/').map((part) => part.trim());
  const wanted = parts.join('/');
  const places = departmentPaths(directory.departments);
  const inForce = directory.departments.filter(({ active }) => active);
  const stepsTo = ({ id }: DirectoryDepartment) => (places.get(id) as string).split(separator);
  const standing = inForce.filter((one) => stepsTo(one).join('/') === wanted);
  if (standing.length > 0) return standing;
  return inForce.filter((one) => stepsTo(one).slice(-parts.length).join('/') === wanted);
}
