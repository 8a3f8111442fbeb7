import { upsertDraft } from '../db/formDrafts.js';
import { selectLatestDefinition } from '../db/processDefinitions.js';
import { selectTask } from '../db/tasks.js';
import { NotAllowed } from '../errors.js';
import { whyNotStart } from '../rules/starting.js';
import { whyNotWork } from '../rules/taskPermissions.js';
import { refuseUnlessOpen } from './completeTask.js';
import type { CommandContext } from './runCommand.js';
import { starterGroupsOf } from './startTicket.js';

/**
 * 暂存: keeps what a person has typed into a task's form. It is not checked: half a form is what a draft is for.
 * @throws {TaskAlreadyCompleted} {TaskCancelled} {NotAllowed}
 */
export async function saveTaskDraft(
  context: CommandContext,
  input: { taskId: number; data: Record<string, unknown> },
): Promise<{ savedAt: string }> {
  const task = await selectTask(context.tx, input.taskId);
  await refuseUnlessOpen(context, task);
  const refusal = whyNotWork(context.actor, task);
  if (refusal) throw new NotAllowed(refusal);
  return save(context, `task:${task.id}`, input.data);
}

/** Keeps a start form until it is sent. @throws {NotAllowed} {NotFound} */
export async function saveStartDraft(
  context: CommandContext,
  input: { processKey: string; data: Record<string, unknown> },
): Promise<{ savedAt: string }> {
  const { id } = await selectLatestDefinition(context.tx, input.processKey);
  const definition = await context.definitions.load(context.tx, id);
  const refusal = whyNotStart(context.actor, starterGroupsOf(definition));
  if (refusal) throw new NotAllowed(refusal);
  return save(context, `start:${input.processKey}`, input.data);
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
