import type { CommandContext } from '../../../platform/runCommand.js';
import { deleteFormDraft } from '../../tickets/index.js';

/** Throws away what a person typed and did not send; nothing when there is no such draft of the person's own. */
export async function discardFormDraft(context: CommandContext, input: { scope: string }): Promise<void> {
  await deleteFormDraft(context.tx, context.actor.id as number, input.scope);
}
