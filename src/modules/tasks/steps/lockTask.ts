import { TaskAlreadyCompleted, TaskCancelled } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectPerson } from '../../people/index.js';
import {
  selectTask,
  selectTicketOfTaskForUpdate,
  type TaskRow,
  type TicketRow,
} from '../../tickets/index.js';

export interface LockedTask {
  ticket: TicketRow;
  task: TaskRow;
}

/** The task with its ticket locked, so that of two commands on one ticket the second sees what the first did. @throws {NotFound} */
export async function lockTask(context: CommandContext, taskId: number): Promise<LockedTask> {
  const ticket = await selectTicketOfTaskForUpdate(context.tx, taskId);
  return { ticket, task: await selectTask(context.tx, taskId) };
}

/** @throws {TaskAlreadyCompleted} {TaskCancelled} */
export async function refuseUnlessOpen(context: CommandContext, task: TaskRow): Promise<void> {
  if (task.status === 'cancelled') throw new TaskCancelled();
  if (task.status !== 'completed') return;
  const { name } = await selectPerson(context.tx, task.completedBy as number);
  throw new TaskAlreadyCompleted(name, task.completedAt as string);
}
