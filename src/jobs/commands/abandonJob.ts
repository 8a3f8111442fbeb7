import type { CommandContext } from '../../platform/runCommand.js';
import { insertIncident } from '../store/incidents.js';
import { type JobRow, updateJob } from '../store/jobs.js';

/**
 * Fails a job for good with an incident, without reading or writing its ticket: the last resort for a ticket on which nothing can be
 * recorded, so that it stops nobody else.
 */
export async function abandonJob(
  { tx, now }: CommandContext,
  { job, error }: { job: JobRow; error: Error },
): Promise<void> {
  const message = error.message.slice(0, 2000);
  await updateJob(tx, job.id, { status: 'failed', leasedUntil: null, lastError: message });
  const elementId = (job.payload.elementId as string | undefined) ?? null;
  const { id: jobId, ticketId, executionId } = job;
  const place = { ticketId, jobId, definitionId: null, elementId, executionId };
  await insertIncident(tx, { ...place, message, met: [], occurredAt: now.toISOString() });
}
