import type { Actor } from '../../../platform/actor.js';
import { isPermitted, permissions } from '../../../platform/permissions.js';

/** The groups whose tasks the board shows. */
export const engineeringGroups: readonly string[] = ['service-engineer', 'repair-engineer'];

/** Why this actor may not give a task that nobody has to an engineer; null when allowed. */
export function whyNotAssign(actor: Actor, task: { candidateGroups: readonly string[] }): string | null {
  if (!isPermitted(permissions.dispatch, actor)) return '只有文员和经理可以派工。';
  if (!engineeringGroups.some((group) => task.candidateGroups.includes(group)))
    return '派工看板只安排服务工程师和维修工程师的任务。';
  return null;
}

export interface PoolTask {
  id: number;
  escalation: boolean;
  priority: number;
  createdAt: string;
  dueAt: string | null;
}

export interface PoolMoments {
  /** When today began: what came earlier was left over (R4). */
  today: string;
  now: string;
  /** Tasks that are due before this moment are due soon. */
  soon: string;
}

/** 0 left from an earlier day (R4), 1 overdue, 2 due soon, 3 later. */
export function poolStage(task: Pick<PoolTask, 'createdAt' | 'dueAt'>, moments: PoolMoments): 0 | 1 | 2 | 3 {
  if (task.createdAt < moments.today) return 0;
  if (task.dueAt === null || task.dueAt >= moments.soon) return 3;
  return task.dueAt < moments.now ? 1 : 2;
}

/**
 * Sorts tasks in the order in which they should be assigned: left over, overdue and due soon first, then by due time and
 * urgency.
 */
export function sortPool<Task extends PoolTask>(tasks: readonly Task[], moments: PoolMoments): Task[] {
  const key = (task: Task) => [
    poolStage(task, moments),
    task.escalation ? 0 : 1,
    task.dueAt ?? '9999',
    -task.priority,
    task.id,
  ];
  return [...tasks].sort((one, other) => compare(key(one), key(other)));
}

function compare(one: (string | number)[], other: (string | number)[]): number {
  const index = one.findIndex((part, at) => part !== other[at]);
  if (index < 0) return 0;
  return (one[index] as string | number) < (other[index] as string | number) ? -1 : 1;
}
