import type { Actor } from '../../../platform/actor.js';
import type { TaskStatus } from './taskStatus.js';

/** What of a task decides who may do what with it. */
export interface TaskFacts {
  status: TaskStatus;
  assigneeId: number | null;
  candidateGroups: readonly string[];
  excludedPersons: readonly number[];
}

/** Why this actor may not claim the task, in Chinese; null when allowed. R9, R18: nobody who did the earlier work. */
export function whyNotClaim(actor: Actor, task: TaskFacts): string | null {
  if (!isCandidate(actor, task)) return '该任务不在您的岗位职责范围内。';
  if (isExcluded(actor, task)) return '您办理过本工单的前序环节，按职责分离规定应由其他人员办理此任务。';
  if (task.status !== 'ready') return '该任务已有办理人。';
  return null;
}

/** Why this actor may not put the task back to its group; null when allowed. */
export function whyNotRelease(actor: Actor, task: TaskFacts): string | null {
  if (task.assigneeId !== actor.id) return '只有当前办理人可以退回公共。';
  if (task.status !== 'claimed') return '该任务当前不能退回公共。';
  if (task.candidateGroups.length === 0) return '该任务是指定给您的，没有可退回的候选组。';
  return null;
}

/** Why this actor may not fill in the task's form, keep a draft or record contacts; null when allowed. */
export function whyNotWork(actor: Actor, task: TaskFacts): string | null {
  if (isExcluded(actor, task)) return '您办理过本工单的前序环节，按职责分离规定不能办理此任务。';
  if (task.status === 'ready') {
    return isCandidate(actor, task) ? '请先签收该任务，再办理。' : '该任务不在您的岗位职责范围内。';
  }
  if (task.assigneeId !== actor.id) return '该任务由其他人员办理，您不能提交。';
  if (task.status === 'completed') return '该任务已经办理完成。';
  if (task.status === 'cancelled') return '该任务已取消。';
  if (task.status === 'suspended') return '该任务正在等待补办或加签，完成后回到您这里。';
  return null;
}

/** Why this actor may not submit the task; null when allowed. A delegated task goes back to its owner, who submits it. */
export function whyNotComplete(actor: Actor, task: TaskFacts): string | null {
  const refusal = whyNotWork(actor, task);
  if (refusal) return refusal;
  return task.status === 'delegated' ? '该任务是委派给您的，填写后请交回委派人提交。' : null;
}

/** Whether the actor may open the task page, as its past or present holder, owner or candidate. */
export function maySeeTask(
  actor: Actor,
  task: TaskFacts & { completedBy: number | null; ownerId?: number | null },
): boolean {
  if ([task.assigneeId, task.completedBy, task.ownerId].includes(actor.id ?? undefined)) return true;
  return isCandidate(actor, task) && !isExcluded(actor, task);
}

/** Whether the actor is of a group that may claim the task. */
export function isCandidate(actor: Actor, task: Pick<TaskFacts, 'candidateGroups'>): boolean {
  return task.candidateGroups.some((group) => actor.groups.includes(group));
}

/** Whether separation of duties excludes this actor, who did an earlier part of the work (R9, R18). */
export function isExcluded(actor: Actor, task: Pick<TaskFacts, 'excludedPersons'>): boolean {
  return actor.id !== null && task.excludedPersons.includes(actor.id);
}
