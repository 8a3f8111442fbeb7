import { selectLatestDefinition } from '../../processes/index.js';
import { advanceTicket } from '../commands/advanceTicket.js';
import { startChild } from '../steps/callTickets.js';
import { openTicket } from '../steps/openTicket.js';
import { refuseEndlessCalls } from '../steps/refuseEndlessCalls.js';
import type { Service } from './service.js';

/** Starts a ticket of `processKey` with the other inputs as its data, linked to this one but not waited for (R13). */
export const startRelatedTicket: Service = async (context, { ticket, input }) => {
  const { processKey, ...given } = input;
  await refuseEndlessCalls(context, ticket.id, null, false);
  const { id } = await selectLatestDefinition(context.tx, String(processKey));
  const definition = await context.definitions.load(context.tx, id);
  const variables = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  const started = await openTicket(context, definition, {
    variables,
    initiatorId: ticket.initiatorId,
    requestKey: null,
    parent: { id: ticket.id, executionId: null, output: null },
  });
  await startChild(context, ticket, started, advanceTicket);
  return { startedTicketNumber: started.number };
};
