import type { CommandContext } from '../../../platform/runCommand.js';
import { startScope } from '../model/eventElements.js';
import { upsertFormDraft } from '../store/formDrafts.js';

/** Keeps a start form until it is sent; the actor is known to start the process. */
export function saveStartDraft(
  context: CommandContext,
  {
    processKey,
    startId,
    data,
  }: { processKey: string; startId: string | null; data: Record<string, unknown> },
): Promise<{ savedAt: string }> {
  return saveFormDraft(context, startScope(processKey, startId), data);
}

/** Keeps what the actor typed into one form (`start:` a process, `task:` a task); a later draft takes its place. */
export async function saveFormDraft(
  context: CommandContext,
  scope: string,
  data: Record<string, unknown>,
): Promise<{ savedAt: string }> {
  const savedAt = context.now.toISOString();
  await upsertFormDraft(context.tx, context.actor.id as number, scope, { data, savedAt });
  return { savedAt };
}
