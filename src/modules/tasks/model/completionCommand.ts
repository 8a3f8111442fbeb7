import type { EngineCommand } from '../../../bpmn/types.js';
import type { DeployedDefinition } from '../../processes/index.js';
import type { TaskRow, TicketRow } from '../../tickets/index.js';
import { voteOf } from './voting.js';

/** The engine command that completes a task, with the vote of a 会签. `data`: what was submitted with this very task */
export function completionCommand(
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
