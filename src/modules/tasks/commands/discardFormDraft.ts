import type { CommandContext } from '../../../platform/runCommand.js';
import { deleteFormDraft } from '../../tickets/index.js';

/** Deletes the person's own draft of a form; does nothing without one. */
export async function discardFormDraft(context: CommandContext, input: { scope: string }): Promise<void> {
  await deleteFormDraft(context.tx, context.actor.id as number, input.scope);
}
