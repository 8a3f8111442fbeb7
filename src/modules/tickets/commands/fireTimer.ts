import { finishJob, selectJob } from '../../../jobs/store/jobs.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectTicketForUpdate } from '../store/tickets.js';
import { advanceTicket } from './advanceTicket.js';

/**
 * Fires the timer of a job and finishes the job in the same transaction, so that the timer fires once.
 * Does nothing when the job was finished or cancelled in the meantime.
 * @throws {EngineError}
 */
export async function fireTimer(context: CommandContext, input: { jobId: number }): Promise<void> {
  const { ticketId } = await selectJob(context.tx, input.jobId);
  const ticket = await selectTicketForUpdate(context.tx, ticketId as number);
  const job = await selectJob(context.tx, input.jobId);
  if (job.status !== 'leased' && job.status !== 'ready') return;
  await finishJob(context.tx, job.id, context.now);
  const executionId = job.executionId as string;
  const elementId = String(job.payload.elementId);
  await advanceTicket(
    context,
    ticket,
    { type: 'fireTimer', executionId, variables: ticket.variables },
    {
      type: 'timer.due',
      elementId,
      executionId,
      data: { dueAt: job.runAt },
    },
  );
}
