import { insertIncident, isIncidentOpen } from '../../../jobs/store/incidents.js';
import type { Actor } from '../../../platform/actor.js';
import { EngineError, type StoppedAt } from '../../../platform/errors.js';
import { type CommandContext, type Runtime, runCommand } from '../../../platform/runCommand.js';
import { saveTicket } from '../steps/saveTicket.js';
import { announceStop, keptValues } from '../steps/stopping.js';
import { selectTicketForUpdate } from '../store/tickets.js';

/** Has an engine error that rolled back a person's command recorded; a failed job is recorded with its job (`failJob`). */
export async function reportStop(runtime: Runtime, actor: Actor, error: unknown): Promise<void> {
  if (actor.id === null || !(error instanceof EngineError) || error.stoppedAt === null) return;
  await runCommand(runtime, actor, raiseIncident, { error, stoppedAt: error.stoppedAt });
}

/**
 * Records an engine error that rolled back a person's command as an incident of the ticket and tells the owners of the
 * process and the administrators. While an incident is open, the same error at the same element adds no other.
 */
async function raiseIncident(
  context: CommandContext,
  { error, stoppedAt }: { error: EngineError; stoppedAt: StoppedAt },
): Promise<void> {
  const { elementId, message, met } = error;
  const { ticketId, definitionId, executionId } = stoppedAt;
  const ticket = ticketId === null ? null : await selectTicketForUpdate(context.tx, ticketId);
  if (await isIncidentOpen(context.tx, { ticketId, definitionId, elementId, message })) return;
  await insertIncident(context.tx, {
    ...stoppedAt,
    jobId: null,
    elementId,
    message,
    met: keptValues(met),
    occurredAt: context.now.toISOString(),
  });
  await announceStop(context, ticket, definitionId, elementId);
  if (ticket === null) return;
  const place = definitionId === ticket.definitionId ? elementId : null;
  await saveTicket(context, ticket, {
    events: [{ type: 'incident.raised', elementId: place, executionId, data: { message } }],
  });
}
