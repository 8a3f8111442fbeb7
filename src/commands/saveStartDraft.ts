import { upsertDraft } from '../db/formDrafts.js';
import { selectLatestDefinition } from '../db/processDefinitions.js';
import { NotAllowed } from '../errors.js';
import { whyNotStart } from '../rules/starting.js';
import type { CommandContext } from './runCommand.js';
import { starterGroupsOf } from './startTicket.js';

/** Keeps a start form until it is sent. @throws {NotAllowed} {NotFound} */
export async function saveStartDraft(
  context: CommandContext,
  input: { processKey: string; data: Record<string, unknown> },
): Promise<{ savedAt: string }> {
  const { id } = await selectLatestDefinition(context.tx, input.processKey);
  const definition = await context.definitions.load(context.tx, id);
  const refusal = whyNotStart(context.actor, starterGroupsOf(definition));
  if (refusal) throw new NotAllowed(refusal);
  return saveDraftOf(context, `start:${input.processKey}`, input.data);
}

/** Keeps what the actor typed into one form (`start:` a process, `task:` a task); a later draft takes its place. */
export async function saveDraftOf(
  context: CommandContext,
  scope: string,
  data: Record<string, unknown>,
): Promise<{ savedAt: string }> {
  const savedAt = context.now.toISOString();
  await upsertDraft(context.tx, context.actor.id as number, scope, { data, savedAt });
  return { savedAt };
}
