import { insertIncident, selectOptionalOpenIncident } from '../../../jobs/store/incidents.js';
import type { EngineError } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { saveTicket } from '../steps/saveTicket.js';
import { selectTask } from '../store/tasks.js';
import { selectTicketForUpdate } from '../store/tickets.js';

/**
 * Records an engine error that rolled back a person's command as an incident of the ticket, so that an administrator sees it.
 * While an incident is open, the same error at the same element adds no other.
 */
export async function raiseIncident(
  context: CommandContext,
  input: { taskId: number; error: EngineError },
): Promise<void> {
  const { ticketId, executionId } = await selectTask(context.tx, input.taskId);
  const ticket = await selectTicketForUpdate(context.tx, ticketId);
  const { elementId, message } = input.error;
  if (await selectOptionalOpenIncident(context.tx, ticketId, elementId, message)) return;
  const occurredAt = context.now.toISOString();
  await insertIncident(context.tx, { ticketId, jobId: null, elementId, message, occurredAt });
  const data = { taskId: input.taskId, message };
  await saveTicket(context, ticket, { events: [{ type: 'incident.raised', elementId, executionId, data }] });
}
