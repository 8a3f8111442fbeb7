import type { Actor, Person } from '../../../platform/actor.js';
import { isExcluded, type TaskFacts } from './taskPermissions.js';

/** Groups that distribute work. */
const arrangingGroups = ['service-clerk', 'service-manager', 'general-manager'];

/** Whether the actor may reassign tasks of other people. */
export function mayArrangeWork(actor: Actor): boolean {
  return arrangingGroups.some((group) => actor.groups.includes(group));
}

type HeldTask = TaskFacts & { ownerId: number | null };

export const isFinished = ({ status }: Pick<TaskFacts, 'status'>) =>
  status === 'completed' || status === 'cancelled';

/** Why this actor may not reassign the task; null when allowed. */
export function whyNotReassign(actor: Actor, task: HeldTask): string | null {
  if (isFinished(task)) return '该任务已结束。';
  if (task.status === 'delegated') return '该任务正在委派中，请先由委派人收回或由受托人交回。';
  if (task.status === 'suspended') return '该任务正在等待补办或加签，现在不能转办。';
  if (task.status === 'claimed' && task.assigneeId === actor.id) return null;
  if (mayArrangeWork(actor)) return null;
  return '只有当前办理人、文员或经理可以转办该任务。';
}

/** Why this actor may not delegate the task; null when allowed. */
export function whyNotDelegate(actor: Actor, task: HeldTask): string | null {
  if (isFinished(task)) return '该任务已结束。';
  if (task.status === 'delegated') return '该任务正在委派中，不能再次委派。';
  if (task.status !== 'claimed' || task.assigneeId !== actor.id) return '只有当前办理人可以委派该任务。';
  return null;
}

/** Why this actor may not end a delegation, by giving back or taking back the task; null when allowed. */
export function whyNotResolve(actor: Actor, task: HeldTask): string | null {
  if (task.status !== 'delegated') return '该任务没有委派，或已经交回。';
  if (task.assigneeId === actor.id || task.ownerId === actor.id) return null;
  return '只有受托人或委派人可以结束委派。';
}

/** The groups whose members may get a task: its candidate groups, or the groups of its holder when the diagram names none. */
export function receivingGroups(task: TaskFacts, holder: Person | undefined): readonly string[] {
  return task.candidateGroups.length > 0 ? task.candidateGroups : (holder?.groups ?? []);
}

/**
 * Why a person may not receive the task; null when allowed. R9, R18: nobody who did the earlier work.
 * @param groups as `receivingGroups` gives them
 */
export function whyNotReceive(receiver: Person, task: TaskFacts, groups: readonly string[]): string | null {
  if (receiver.id === task.assigneeId) return `该任务已由${receiver.name}办理。`;
  if (isExcluded(receiver, task)) return exclusionOf(receiver);
  if (!groups.some((group) => receiver.groups.includes(group)))
    return `该任务不在${receiver.name}的岗位职责范围内。`;
  return null;
}

/**
 * Why this person can't take over a present or future task of a leaver; null when allowed. A leaver who was named without
 * belonging to the task's groups, such as a department head asked for an opinion, has anybody as successor who is not
 * excluded (R9, R18).
 */
export function whyNotSuccessor(
  successor: Person,
  task: Pick<TaskFacts, 'candidateGroups' | 'excludedPersons'>,
  leaver: Pick<Person, 'groups'>,
): string | null {
  if (isExcluded(successor, task)) return exclusionOf(successor);
  const sharesGroup = (person: Pick<Person, 'groups'>) =>
    task.candidateGroups.some((group) => person.groups.includes(group));
  if (!sharesGroup(leaver) || sharesGroup(successor)) return null;
  return `${successor.name}的岗位不能办理此任务。`;
}

const exclusionOf = ({ name }: Person) =>
  `${name}办理过本工单的前序环节，按职责分离规定（R9、R18）应由其他人员办理。`;
