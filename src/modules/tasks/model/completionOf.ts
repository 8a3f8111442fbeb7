import type { TaskRow } from '../db/tasks.js';
import type { TicketRow } from '../db/tickets.js';
import type { EngineCommand } from '../engine/types.js';
import { voteOf } from '../rules/voting.js';
import type { DeployedDefinition } from './definitionCache.js';

/** What tells the engine that a task is done, with the vote when its form is one. */
export function completionOf(
  definition: DeployedDefinition,
  ticket: TicketRow,
  { elementId, executionId }: TaskRow,
  data: Readonly<Record<string, unknown>>,
): EngineCommand {
  const vote = voteOf(definition.elements.get(elementId)?.properties ?? {}, data);
  return {
    type: 'completeTask',
    executionId,
    ...(vote === null ? {} : { vote }),
    variables: ticket.variables,
  };
}
