import type { CommandContext } from '../../../platform/runCommand.js';
import { deleteSavedFilter } from '../store/savedFilters.js';

/** Removes a saved filter of the person's own; removing it again succeeds. */
export async function removeFilter(context: CommandContext, input: { id: number }): Promise<void> {
  await deleteSavedFilter(context.tx, context.actor.id as number, input.id);
}
