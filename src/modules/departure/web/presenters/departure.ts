import type { FieldError } from '../../../../platform/errors.js';
import { paths } from '../../../../platform/web/paths.js';
import {
  type Directory,
  type DirectoryPerson,
  departmentPaths,
  groupsHeld,
  groupText,
} from '../../../people/index.js';
import type { OpenWork } from '../../steps/findOpenWork.js';

interface Option {
  value: string;
  label: string;
  selected: boolean;
}

/** One item that somebody else takes over. */
export interface HandoverItem {
  key: string;
  kind: string;
  name: string;
  note: string;
  ticket: { number: string; href: string } | null;
  /** The label of the empty choice. */
  empty: string;
  options: Option[];
  error: string | null;
}

/** The other active people, in the order of their names. */
export function successorOptions(directory: Directory, leaverId: number, chosen: string): Option[] {
  return directory.persons
    .filter(({ id, active }) => active && id !== leaverId)
    .map((person) => ({ value: String(person.id), label: labelOf(directory, person) }))
    .map((option) => ({ ...option, selected: option.value === chosen }))
    .sort((a, b) => a.label.localeCompare(b.label, 'zh'));
}

function labelOf({ positions }: Directory, person: DirectoryPerson): string {
  const held = positions.filter(({ id, active }) => active && person.positions.includes(id));
  return held.length > 0 ? `${person.name}（${held.map(({ name }) => name).join('、')}）` : person.name;
}

const likeTheOthers = '交给统一接办人';

const ticketLink = ({ number }: { number: string }) => ({ number, href: paths.ticket(number) });

/** Tasks, later tasks and positions of the person who leaves, with the choices made and their errors. */
export function handoverItems(
  directory: Directory,
  person: DirectoryPerson,
  { tasks, futureTasks }: OpenWork,
  choices: Readonly<Record<string, string>>,
  errors: readonly FieldError[],
): HandoverItem[] {
  const offer = (key: string, more: Option[] = []) => ({
    key,
    options: [...more, ...successorOptions(directory, person.id, choices[key] ?? '')],
    error: errors.find(({ path }) => path === key)?.message ?? null,
  });
  const release = (key: string): Option => ({
    value: 'release',
    label: '退回公共（由候选组签收）',
    selected: choices[key] === 'release',
  });
  return [
    ...tasks.map(({ key, task, ticket }) => ({
      ...offer(key, task.status === 'claimed' && task.candidateGroups.length > 0 ? [release(key)] : []),
      kind: task.status === 'delegated' ? '委派中的任务' : '在办任务',
      name: task.name,
      note: `候选：${groupText(task.candidateGroups) || '无'}`,
      ticket: ticketLink(ticket),
      empty: likeTheOthers,
    })),
    ...futureTasks.map(({ key, ticket, elements, candidateGroups }) => ({
      ...offer(key),
      kind: '后续环节',
      name: elements.join('、'),
      note: `工单指定由${person.name}办理；候选：${groupText(candidateGroups) || '无'}`,
      ticket: ticketLink(ticket),
      empty: likeTheOthers,
    })),
    ...positionItems(directory, person, offer),
  ];
}

/** A warning that names the groups without any member if the position stayed vacant. */
function orphanedGroups(directory: Directory, person: DirectoryPerson, groups: readonly string[]): string[] {
  const orphaned = groups.filter(
    (group) =>
      !directory.persons.some(
        (one) => one.active && one.id !== person.id && groupsHeld(directory, one.positions).includes(group),
      ),
  );
  return orphaned.length > 0 ? [`空缺时，派给${groupText(orphaned)}的任务无人签收`] : [];
}

function positionItems(
  directory: Directory,
  person: DirectoryPerson,
  offer: (key: string) => Pick<HandoverItem, 'key' | 'options' | 'error'>,
): HandoverItem[] {
  const places = departmentPaths(directory.departments);
  return directory.positions
    .filter(({ id, active }) => active && person.positions.includes(id))
    .map(({ id, name, departmentId, groups }) => ({
      ...offer(`position-${id}`),
      kind: '岗位',
      name,
      note: [places.get(departmentId), ...orphanedGroups(directory, person, groups)].join('；'),
      ticket: null,
      empty: '空缺，不移交',
    }));
}
