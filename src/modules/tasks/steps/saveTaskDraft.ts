import { NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { saveFormDraft, selectTask, type TaskRow, whyNotWork } from '../../tickets/index.js';
import { refuseUnlessOpen } from './lockTask.js';

/**
 * 暂存: keeps what a person has typed into a task's form. It is not checked: half a form is what a draft is for.
 * @throws {TaskAlreadyCompleted} {TaskCancelled} {NotAllowed}
 */
export async function saveTaskDraft(
  context: CommandContext,
  input: { taskId: number; data: Record<string, unknown> },
): Promise<{ savedAt: string }> {
  return saveLoadedTaskDraft(context, await selectTask(context.tx, input.taskId), input.data);
}

/** The same for a task that is loaded already. */
export async function saveLoadedTaskDraft(
  context: CommandContext,
  task: TaskRow,
  data: Record<string, unknown>,
): Promise<{ savedAt: string }> {
  await refuseUnlessOpen(context, task);
  const refusal = whyNotWork(context.actor, task);
  if (refusal) throw new NotAllowed(refusal);
  return saveFormDraft(context, `task:${task.id}`, data);
}
