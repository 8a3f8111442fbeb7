import { type Directory, groupsHeld } from './directory.js';

/** A group that a position gives to its holders, or gives no longer. */
export interface PermissionChange {
  kind: 'granted' | 'withdrawn';
  group: string;
  position: string;
  department: string;
}

/** A person as far as a permission is concerned. */
export interface GroupHolder {
  id: number;
  groups: readonly string[];
}

/** The groups that a change of the directory gives to positions and takes from them. */
export function permissionChanges(before: Directory, after: Directory): PermissionChange[] {
  const departments = new Map(after.departments.map(({ id, name }) => [id, name]));
  const held = new Map(before.positions.map((position) => [position.id, inForce(position)]));
  return after.positions.flatMap((position) => {
    const had = held.get(position.id) ?? [];
    const has = inForce(position);
    const at = { position: position.name, department: departments.get(position.departmentId) ?? '' };
    return [
      ...difference(has, had).map((group) => ({ kind: 'granted' as const, group, ...at })),
      ...difference(had, has).map((group) => ({ kind: 'withdrawn' as const, group, ...at })),
    ];
  });
}

const inForce = ({ active, groups }: Directory['positions'][number]) => (active ? groups : []);

const difference = (groups: readonly string[], others: readonly string[]) =>
  groups.filter((group) => !others.includes(group));

/** The groups that people get and lose by a change of the directory, whatever it changed; somebody who left has none. */
export function groupChanges(
  before: Directory,
  after: Directory,
): { personName: string; granted: string[]; withdrawn: string[] }[] {
  const had = groupsByPerson(before);
  const has = groupsByPerson(after);
  return after.persons.flatMap(({ id, name: personName }) => {
    const granted = difference(has.get(id) ?? [], had.get(id) ?? []);
    const withdrawn = difference(had.get(id) ?? [], has.get(id) ?? []);
    return granted.length + withdrawn.length > 0 ? [{ personName, granted, withdrawn }] : [];
  });
}

function groupsByPerson(directory: Directory): Map<number, string[]> {
  const active = directory.persons.filter(({ active }) => active);
  return new Map(active.map(({ id, positions }) => [id, groupsHeld(directory, positions)]));
}

/**
 * The changes that exceed the permissions of those who published the process versions of a run (R18). For each version, a
 * publisher or approver must hold the group or administer the system.
 * @param versions the publishers of each version; none for a version from the folder, for which the administrator of the
 * machine answers
 */
export function changesBeyondPublishers(
  changes: readonly PermissionChange[],
  versions: readonly (readonly GroupHolder[])[],
): PermissionChange[] {
  const published = versions.filter((publishers) => publishers.length > 0);
  return changes.filter(({ group }) => !published.every((publishers) => mayVouchFor(publishers, group)));
}

const mayVouchFor = (publishers: readonly GroupHolder[], group: string) =>
  publishers.some(({ groups }) => groups.includes(group) || groups.includes('admin'));

/** The groups whose approval in a run counts for a change of permissions. */
const permissionApprovers: readonly string[] = ['admin', 'hr'];

/**
 * Whether an administrator or a member of 人力资源部 approved the change who did not publish, start or prepare it.
 * @param approvers the people who approved exactly this in the run
 * @param excluded the people who published, started or prepared it
 */
export function isApproved(approvers: readonly GroupHolder[], excluded: ReadonlySet<number>): boolean {
  return approvers.some(
    ({ id, groups }) => !excluded.has(id) && permissionApprovers.some((group) => groups.includes(group)),
  );
}

const maxListedChanges = 5;

/** Why a change of permissions is not made, for the person who decides about the incident. */
export function whyNotApproved(
  changes: readonly PermissionChange[],
  groupNames: ReadonlyMap<string, string>,
): string {
  const texts = changes.slice(0, maxListedChanges).map(({ kind, group, position, department }) => {
    const verb = kind === 'granted' ? '授予' : '收回';
    return `${verb}「${department}」岗位「${position}」的系统角色「${groupNames.get(group) ?? group}」`;
  });
  const more = changes.length > maxListedChanges ? `等 ${changes.length} 项` : '';
  return (
    `未予发布：${texts.join('，')}${more}，超出了流程发布人的权限。` +
    '须由系统管理员或人力资源部的人员（流程发布人、工单发起人和编制人除外）在本工单中办理一个显示该组织架构的审批环节，并填“是”（R18）。'
  );
}
