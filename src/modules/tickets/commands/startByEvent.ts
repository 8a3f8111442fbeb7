import type { CommandContext } from '../../../platform/runCommand.js';
import type { DeployedDefinition } from '../../processes/index.js';
import { changesOf } from '../model/variableChanges.js';
import { openTicket } from '../steps/openTicket.js';
import { refuseEndlessCalls } from '../steps/refuseEndlessCalls.js';
import { advanceTicket } from './advanceTicket.js';

/** The ticket that threw the event. */
export interface Sender {
  id: number;
  number: string;
}

export interface EventStart {
  definition: DeployedDefinition;
  /** The start event. */
  elementId: string;
  event: { kind: 'message' | 'signal' | 'timer'; name: string };
  data: Record<string, unknown>;
  /** Null for what no ticket sent. */
  from: Sender | null;
}

/**
 * Starts a ticket by the event of its start event; nobody initiated it. One that another ticket's event started is linked to
 * that, which does not wait for it.
 * @returns the new ticket's number and id
 * @throws {EngineError} when tickets start one another without end
 */
export async function startByEvent(
  context: CommandContext,
  { definition, elementId, event, data, from }: EventStart,
): Promise<{ id: number; number: string }> {
  if (from) await refuseEndlessCalls(context, from.id, elementId, false);
  const ticket = await openTicket(context, definition, {
    variables: data,
    initiatorId: context.actor.id,
    requestKey: null,
    parent: from && { id: from.id, executionId: null, output: null },
  });
  const { id, number, variables } = ticket;
  await advanceTicket(
    context,
    ticket,
    { type: 'start', startId: elementId, variables },
    {
      type: 'ticket.started',
      elementId,
      executionId: null,
      data: {
        number,
        process: definition.row.key,
        event,
        ...(from && { parent: from.number }),
        changes: changesOf({}, variables),
      },
    },
  );
  return { id, number };
}
