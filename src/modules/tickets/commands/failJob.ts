import { insertIncident } from '../../../jobs/store/incidents.js';
import { type JobRow, updateJob } from '../../../jobs/store/jobs.js';
import { EngineError } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { saveTicket } from '../steps/saveTicket.js';
import { selectTicketForUpdate } from '../store/tickets.js';

const firstDelaySeconds = 10;
const maxDelaySeconds = 3600;

/**
 * Records that an attempt of a job failed. The job is retried with doubling delays (10 s to 1 h). After the last attempt,
 * or at once when the diagram itself can't go on, it becomes an incident (异常) that is also part of the ticket's history.
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
  const named = error instanceof EngineError ? error.elementId : null;
  const elementId = named ?? (job.payload.elementId as string | undefined) ?? null;
  const { ticketId } = job;
  await insertIncident(context.tx, {
    ticketId,
    jobId: job.id,
    elementId,
    message,
    occurredAt: context.now.toISOString(),
  });
  if (ticketId === null) return;
  const ticket = await selectTicketForUpdate(context.tx, ticketId);
  const data = { jobId: job.id, kind: job.kind, attempts: job.attempts, message };
  const { executionId } = job;
  await saveTicket(context, ticket, { events: [{ type: 'incident.raised', elementId, executionId, data }] });
}
