import { finishJob, selectJob } from '../../../jobs/store/jobs.js';
import type { ServiceError } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectTicketForUpdate } from '../store/tickets.js';
import { advanceTicket } from './advanceTicket.js';

/**
 * A service has reported an error that the diagram may catch: the ticket goes on where it does, and the job is finished.
 * Does nothing when the job was finished or cancelled in the meantime.
 * @throws {EngineError} when nothing catches the error
 */
export async function failService(
  context: CommandContext,
  input: { jobId: number; error: ServiceError },
): Promise<void> {
  const { ticketId } = await selectJob(context.tx, input.jobId);
  const ticket = await selectTicketForUpdate(context.tx, ticketId as number);
  const job = await selectJob(context.tx, input.jobId);
  if (job.status === 'done' || job.status === 'cancelled') return;
  const { elementId, topic } = job.payload as { elementId: string; topic: string };
  const executionId = job.executionId as string;
  const { code, message } = input.error;
  await finishJob(context.tx, job.id, context.now);
  const { variables } = ticket;
  await advanceTicket(
    context,
    ticket,
    { type: 'throwError', executionId, code, variables },
    { type: 'service.failed', elementId, executionId, data: { topic, code, message } },
  );
}
