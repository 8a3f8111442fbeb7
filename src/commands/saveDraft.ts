import { upsertDraft } from '../db/formDrafts.js';
import { selectTask, type TaskRow } from '../db/tasks.js';
import { NotAllowed } from '../errors.js';
import { whyNotWork } from '../rules/taskPermissions.js';
import { refuseUnlessOpen } from './completeTask.js';
import type { CommandContext } from './runCommand.js';
import { loadStartable } from './startTicket.js';

/**
 * 暂存: keeps what a person has typed into a task's form. It is not checked: half a form is what a draft is for.
 * @throws {TaskAlreadyCompleted} {TaskCancelled} {NotAllowed}
 */
export async function saveTaskDraft(
  context: CommandContext,
  input: { taskId: number; data: Record<string, unknown> },
): Promise<{ savedAt: string }> {
  return saveDraftOf(context, await selectTask(context.tx, input.taskId), input.data);
}

/** The same for a task that is loaded already. */
export async function saveDraftOf(
  context: CommandContext,
  task: TaskRow,
  data: Record<string, unknown>,
): Promise<{ savedAt: string }> {
  await refuseUnlessOpen(context, task);
  const refusal = whyNotWork(context.actor, task);
  if (refusal) throw new NotAllowed(refusal);
  return save(context, `task:${task.id}`, data);
}

/** Keeps a start form until it is sent. @throws {NotAllowed} {NotFound} */
export async function saveStartDraft(
  context: CommandContext,
  input: { processKey: string; data: Record<string, unknown> },
): Promise<{ savedAt: string }> {
  await loadStartable(context, input.processKey);
  return saveDraftOfStart(context, input);
}

/** The same for a process that the actor is known to start. */
export function saveDraftOfStart(
  context: CommandContext,
  { processKey, data }: { processKey: string; data: Record<string, unknown> },
): Promise<{ savedAt: string }> {
  return save(context, `start:${processKey}`, data);
}

async function save(
  context: CommandContext,
  scope: string,
  data: Record<string, unknown>,
): Promise<{ savedAt: string }> {
  const savedAt = context.now.toISOString();
  await upsertDraft(context.tx, context.actor.id as number, scope, { data, savedAt });
  return { savedAt };
}
