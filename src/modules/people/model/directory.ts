import type { Actor } from '../../../platform/actor.js';
import { isPermitted, permissions } from '../../../platform/permissions.js';

/** The whole directory, including closed departments, closed positions and people who left. */
export interface Directory {
  departments: readonly DirectoryDepartment[];
  positions: readonly DirectoryPosition[];
  persons: readonly DirectoryPerson[];
}

export interface DirectoryDepartment {
  id: number;
  revision: number;
  name: string;
  parentId: number | null;
  duties: string | null;
  active: boolean;
}

export interface DirectoryPosition {
  id: number;
  revision: number;
  departmentId: number;
  name: string;
  /** Planned number of persons; null when undecided. */
  headcount: number | null;
  duties: string | null;
  authority: string | null;
  requirements: string | null;
  active: boolean;
  groups: readonly string[];
}

export interface DirectoryPerson {
  id: number;
  revision: number;
  login: string;
  name: string;
  email: string | null;
  phone: string | null;
  departmentId: number;
  active: boolean;
  positions: readonly number[];
}

/** Deeper than any company, so that drawing and searching end. */
const maxDepth = 10;

/** Why this actor may not change departments, positions and persons; null when allowed. */
export function whyNotEditDirectory(actor: Actor): string | null {
  if (isPermitted(permissions.editDirectory, actor)) return null;
  return '只有系统管理员和人力资源部可以维护组织目录。';
}

/** Whether the actor may decide what the holders of a position are permitted to do: administrators only. */
export function maySetGroups(actor: Actor): boolean {
  return actor.groups.includes('admin');
}

/**
 * Why this actor may not change the account of a person; null when allowed. Only administrators may change an
 * administrator's account.
 */
export function whyNotEditPerson(actor: Actor, directory: Directory, personId: number): string | null {
  const person = directory.persons.find(({ id }) => id === personId);
  if (maySetGroups(actor) || !person || !groupsHeld(directory, person.positions).includes('admin'))
    return null;
  return '系统管理员的账户只能由系统管理员维护。';
}

/**
 * Why this actor may not give somebody a new password: whoever knows it could sign in that person's name (R18). Null when
 * allowed.
 */
export function whyNotResetPassword(actor: Actor): string | null {
  return maySetGroups(actor) ? null : '重置密码和办理复职须由系统管理员办理。';
}

/** Why this actor may not give a person exactly these positions; null when allowed. */
export function whyNotAssignPositions(
  actor: Actor,
  directory: Directory,
  personId: number | null,
  positions: readonly number[],
): string | null {
  if (maySetGroups(actor)) return null;
  const before = directory.persons.find(({ id }) => id === personId)?.positions ?? [];
  const changed = [...before, ...positions].filter((id) => before.includes(id) !== positions.includes(id));
  if (changed.length === 0) return null;
  if (personId !== null && personId === actor.id) return '您不能调整自己的岗位，请由其他人员办理。';
  if (groupsHeld(directory, changed).includes('admin'))
    return '授予或收回系统管理员岗位，须由系统管理员办理。';
  return null;
}

/** The groups of these positions; closed ones give none. */
export function groupsHeld(directory: Directory, positionIds: readonly number[]): string[] {
  const held = directory.positions.filter(({ id, active }) => active && positionIds.includes(id));
  return [...new Set(held.flatMap(({ groups }) => groups))];
}

/** People who hold the position and have not left. */
export function holdersOf(directory: Directory, positionId: number): DirectoryPerson[] {
  return directory.persons.filter(({ active, positions }) => active && positions.includes(positionId));
}

/**
 * Active people whose department is closed or who hold no open position: after a change of the organisation they need a new
 * place.
 */
export function unplacedPersons({ departments, positions, persons }: Directory): DirectoryPerson[] {
  const open = new Set(departments.filter(({ active }) => active).map(({ id }) => id));
  const inForce = new Set(positions.filter(({ active }) => active).map(({ id }) => id));
  return persons.filter(
    ({ active, departmentId, positions: held }) =>
      active && !(open.has(departmentId) && held.some((id) => inForce.has(id))),
  );
}

/** Open positions of administrators that somebody holds. */
export function administratorPositions(directory: Directory): DirectoryPosition[] {
  return directory.positions.filter(
    ({ id, active, groups }) => active && groups.includes('admin') && holdersOf(directory, id).length > 0,
  );
}

/** Whether anybody can administer the system. */
export function hasAdministrator(directory: Directory): boolean {
  return administratorPositions(directory).length > 0;
}

/** Why a department can't be placed under another; null when it can. `id` is null for a new one. */
export function whyNotMoveUnder(
  departments: readonly DirectoryDepartment[],
  id: number | null,
  parentId: number | null,
): string | null {
  const above = selfAndAncestors(departments, parentId);
  if (id !== null && above.includes(id)) return '上级部门不能是本部门或它的下级部门。';
  const below = id === null ? 0 : depthBelow(departments, id);
  if (above.length + 1 + below > maxDepth) return `部门层级最多 ${maxDepth} 级。`;
  return null;
}

/** The ids of the department and its ancestors, from below; a cycle in the data ends the search. */
export function selfAndAncestors(departments: readonly DirectoryDepartment[], from: number | null): number[] {
  const chain: number[] = [];
  for (let id = from; id !== null && !chain.includes(id); ) {
    chain.push(id);
    const at = id;
    id = departments.find((department) => department.id === at)?.parentId ?? null;
  }
  return chain;
}

function depthBelow(departments: readonly DirectoryDepartment[], id: number): number {
  const levels = departments
    .filter(({ active }) => active)
    .map((department) => selfAndAncestors(departments, department.id).indexOf(id));
  return Math.max(0, ...levels);
}

/** Why a department can't be closed; null when it can. */
export function whyNotCloseDepartment(directory: Directory, id: number): string | null {
  const child = directory.departments.find(({ parentId, active }) => active && parentId === id);
  if (child) return `还有下级部门「${child.name}」，请先撤销或调整它。`;
  const position = directory.positions.find(({ departmentId, active }) => active && departmentId === id);
  if (position) return `还有岗位「${position.name}」，请先撤销或调整它。`;
  const persons = directory.persons.filter(({ departmentId, active }) => active && departmentId === id);
  if (persons.length > 0) return `还有 ${persons.length} 名在职人员属于该部门，请先把他们调到其他部门。`;
  return null;
}

/** Why a position can't be closed; null when it can. */
export function whyNotClosePosition(directory: Directory, id: number): string | null {
  const holders = holdersOf(directory, id);
  if (holders.length === 0) return null;
  return `${holders
    .slice(0, 3)
    .map(({ name }) => name)
    .join('、')}${holders.length > 3 ? `等 ${holders.length} 人` : ''}还担任该岗位，请先调整他们的岗位。`;
}
