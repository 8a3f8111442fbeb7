import { insertIncident } from '../../../jobs/store/incidents.js';
import { type JobRow, updateJob } from '../../../jobs/store/jobs.js';
import { EngineError } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { saveTicket } from '../steps/saveTicket.js';
import { announceStop, keptValues } from '../steps/stopping.js';
import { selectTicketForUpdate } from '../store/tickets.js';

const firstDelaySeconds = 10;
const maxDelaySeconds = 3600;

/**
 * Records that an attempt of a job failed. The job is retried with doubling delays (10 s to 1 h). After the last attempt,
 * or at once when the diagram itself can't go on, it becomes an incident (异常) that is also part of the ticket's history;
 * the owners of the process hear of it when a ticket waits for the job, or can't begin.
 */
export async function failJob(context: CommandContext, input: { job: JobRow; error: Error }): Promise<void> {
  const { job, error } = input;
  const message = error.message.slice(0, 2000);
  const final = job.attempts >= job.maxAttempts || error instanceof EngineError;
  if (!final) {
    const delay = Math.min(firstDelaySeconds * 2 ** (job.attempts - 1), maxDelaySeconds);
    const runAt = new Date(context.now.getTime() + delay * 1000).toISOString();
    await updateJob(context.tx, job.id, { status: 'ready', leasedUntil: null, runAt, lastError: message });
    return;
  }
  await updateJob(context.tx, job.id, { status: 'failed', leasedUntil: null, lastError: message });
  const { ticketId, executionId, kind, attempts } = job;
  const ticket = ticketId === null ? null : await selectTicketForUpdate(context.tx, ticketId);
  const definitionId = stopOf(error)?.stoppedAt?.definitionId ?? ticket?.definitionId ?? null;
  const elementId = stopOf(error)?.elementId ?? (job.payload.elementId as string | undefined) ?? null;
  const met = keptValues(stopOf(error)?.met ?? []);
  const occurredAt = context.now.toISOString();
  const place = { ticketId, jobId: job.id, definitionId, elementId, executionId };
  await insertIncident(context.tx, { ...place, message, met, occurredAt });
  if (definitionId !== null && (executionId !== null || stopOf(error) !== null))
    await announceStop(context, ticket, definitionId, elementId);
  if (ticket === null) return;
  const data = { jobId: job.id, kind, attempts, message };
  const own = definitionId === ticket.definitionId ? elementId : null;
  await saveTicket(context, ticket, {
    events: [{ type: 'incident.raised', elementId: own, executionId, data }],
  });
}

const stopOf = (error: Error): EngineError | null => (error instanceof EngineError ? error : null);
