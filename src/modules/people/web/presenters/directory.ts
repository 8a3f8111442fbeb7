import type { Badge } from '../../../../platform/web/icons.js';
import { paths } from '../../../../platform/web/paths.js';
import type { Directory, DirectoryPosition } from '../../model/directory.js';
import { groupsHeld, holdersOf, selfAndAncestors } from '../../model/directory.js';
import type { DepartmentNode, PositionNode } from '../../model/directoryTree.js';
import { departmentPaths } from '../../model/directoryTree.js';
import { groupText } from '../../model/groups.js';

/** A department of the tree with its planned and present numbers of persons. */
export interface DepartmentView {
  id: number;
  name: string;
  href: string;
  duties: string | null;
  figures: string;
  positions: PositionView[];
  children: DepartmentView[];
  hasContent: boolean;
}

export interface PositionView {
  id: number;
  name: string;
  href: string;
  figures: string;
  state: Badge | null;
  holders: { name: string; href: string }[];
}

/** A department of the tree as the page shows it. */
export function departmentView(node: DepartmentNode): DepartmentView {
  const { id, name, duties } = node;
  return {
    id,
    name,
    duties,
    href: paths.department(id),
    figures: departmentFigures(node),
    positions: node.positions.map(positionView),
    children: node.children.map(departmentView),
    hasContent: node.positions.length + node.children.length > 0,
  };
}

/** The number of people, and the planned number when every position has one. */
export function departmentFigures({ persons, planned }: Pick<DepartmentNode, 'persons' | 'planned'>): string {
  return planned ? `${persons} 人 / 编制 ${planned} 人` : `${persons} 人`;
}

function positionView({ id, name, headcount, holders }: PositionNode): PositionView {
  return {
    id,
    name,
    href: paths.position(id),
    figures: headcount === null ? `${holders.length} 人` : `${holders.length} / ${headcount} 人`,
    state: headcountBadge(holders.length, headcount),
    holders: holders.map((holder) => ({ name: holder.name, href: paths.person(holder.id) })),
  };
}

function headcountBadge(held: number, planned: number | null): Badge | null {
  if (planned === null || held === planned) return null;
  if (held < planned) return { text: `缺 ${planned - held} 人`, icon: 'user-plus', tone: 'now' };
  return { text: `超编 ${held - planned} 人`, icon: 'alert-triangle', tone: 'late' };
}

/** The node of a department somewhere in the trees. */
export function findNode(nodes: readonly DepartmentNode[], id: number): DepartmentNode | null {
  for (const node of nodes) {
    const found = node.id === id ? node : findNode(node.children, id);
    if (found) return found;
  }
  return null;
}

/** The content of a duty sheet (岗位说明书). */
export function dutySheet(directory: Directory, position: DirectoryPosition) {
  const department = directory.departments.find(({ id }) => id === position.departmentId);
  const chain = selfAndAncestors(directory.departments, position.departmentId);
  const nameOf = (id: number | undefined) => directory.departments.find((one) => one.id === id)?.name ?? '';
  const held = holdersOf(directory, position.id).length;
  const { id, name, duties, authority, requirements } = position;
  return {
    headingId: `sheet-${id}`,
    name,
    duties,
    authority,
    requirements,
    company: nameOf(chain.at(-1)),
    department: department && { name: department.name, href: paths.department(department.id) },
    departmentDuties: department?.duties ?? null,
    superior: nameOf(chain[1]),
    headcount: position.headcount === null ? '未定' : `${position.headcount} 人`,
    held: `${held} 人`,
    state: headcountBadge(held, position.headcount),
    groups: groupText([...position.groups]),
    hasGroups: position.groups.length > 0,
  };
}

/** A person as lists and the person's page show it. */
export function personView(directory: Directory, person: Directory['persons'][number]) {
  const positions = directory.positions.filter(({ id }) => person.positions.includes(id));
  return {
    ...person,
    href: paths.person(person.id),
    department: departmentPaths(directory.departments).get(person.departmentId) ?? '',
    departmentName: directory.departments.find(({ id }) => id === person.departmentId)?.name ?? '',
    departmentHref: paths.department(person.departmentId),
    positions: positions.map(({ id, name, active }) => ({ name, active, href: paths.position(id) })),
    positionNames: positions.map(({ name }) => name).join('、'),
    groups: groupText(groupsHeld(directory, person.positions)),
  };
}

/** Departments in force to choose from, by their places. */
export function departmentOptions(directory: Directory, chosen: number | null) {
  const places = departmentPaths(directory.departments);
  return directory.departments
    .filter(({ active }) => active)
    .map(({ id }) => ({ value: id, label: places.get(id) ?? '', selected: id === chosen }))
    .sort((a, b) => a.label.localeCompare(b.label, 'zh'));
}
