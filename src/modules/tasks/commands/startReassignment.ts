import { insertJobs } from '../../../jobs/store/jobs.js';
import type { Person } from '../../../platform/actor.js';
import { InvalidForm } from '../../../platform/errors.js';
import { readReason } from '../../../platform/readReason.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectOptionalActor } from '../../people/index.js';
import {
  countHeldTasks,
  mayArrangeWork,
  receivingGroups,
  selectOptionalTask,
  type TaskRow,
} from '../../tickets/index.js';
import { distribute, type Recipient } from '../model/distribution.js';
import { insertReassignmentItems, type ReassignmentItemRow } from '../store/reassignmentItems.js';
import { insertReassignment } from '../store/reassignments.js';

export interface StartReassignmentInput {
  taskIds: readonly number[];
  /** The receivers; each task goes to the one with the fewest open tasks. */
  personIds: readonly number[];
  reason: string;
}

const maxReassignedTasks = 500;

/**
 * 批量转办: plans who gets which task; a job then reassigns them one after the other.
 * The result lists tasks that are finished or delegated by then.
 * @throws {InvalidForm} at `tasks`, `person` or `reason`
 */
export async function startReassignment(
  context: CommandContext,
  input: StartReassignmentInput,
): Promise<{ id: number }> {
  const { tx, actor, now } = context;
  const reason = readReason(input.reason, '转办原因');
  const takers = await findRecipients(context, input.personIds);
  const tasks = await findTasks(context, input.taskIds);
  const at = now.toISOString();
  const id = await insertReassignment(tx, {
    status: 'running',
    reason,
    createdBy: actor.id as number,
    createdAt: at,
    finishedAt: null,
  });
  await insertReassignmentItems(tx, await planItems(context, id, tasks, takers));
  const job = { kind: 'reassignTasks', ticketId: null, executionId: null, runAt: at } as const;
  await insertJobs(tx, [{ ...job, payload: { reassignmentId: id } }], now);
  return { id };
}

async function findRecipients({ tx }: CommandContext, ids: readonly number[]): Promise<Recipient[]> {
  const refuse = (message: string) => new InvalidForm([{ path: 'person', message }]);
  if (ids.length === 0) throw refuse('请选择接手的人员。');
  const takers: Recipient[] = [];
  for (const id of new Set(ids)) {
    const person = await selectOptionalActor(tx, id);
    if (!person) throw refuse('所选人员已离职或停用，请另选。');
    takers.push({ person, open: await countHeldTasks(tx, id) });
  }
  return takers;
}

async function findTasks({ tx, actor }: CommandContext, ids: readonly number[]): Promise<TaskRow[]> {
  const refuse = (message: string) => new InvalidForm([{ path: 'tasks', message }]);
  if (ids.length === 0) throw refuse('请选择要转办的任务。');
  if (ids.length > maxReassignedTasks) throw refuse(`一次最多转办 ${maxReassignedTasks} 项。`);
  const tasks: TaskRow[] = [];
  for (const id of new Set(ids)) {
    const task = await selectOptionalTask(tx, id);
    if (task && (task.assigneeId === actor.id || mayArrangeWork(actor))) tasks.push(task);
    else throw refuse('所选任务中有的已不在您名下，请重新选择。');
  }
  return tasks;
}

async function planItems(
  { tx }: CommandContext,
  reassignmentId: number,
  tasks: readonly TaskRow[],
  takers: readonly Recipient[],
): Promise<ReassignmentItemRow[]> {
  const holders = new Map<number, Person | undefined>();
  for (const { assigneeId } of tasks)
    if (assigneeId !== null && !holders.has(assigneeId))
      holders.set(assigneeId, await selectOptionalActor(tx, assigneeId));
  const given = distribute(tasks, takers, (task) => receivingGroups(task, holders.get(task.assigneeId ?? 0)));
  return tasks.map((task, index) => {
    const to = given[index] ?? null;
    return {
      reassignmentId,
      seq: index + 1,
      taskId: task.id,
      fromId: task.assigneeId,
      toId: to?.id ?? null,
      status: to ? 'waiting' : 'refused',
      message: to
        ? null
        : '所选人员都不能办理：不是该岗位的人员，或按职责分离规定（R9、R18）须由其他人员办理。',
    };
  });
}
