import { finishJob, selectJob } from '../../../jobs/store/jobs.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { changesOf } from '../model/variableChanges.js';
import { selectTicketForUpdate, type TicketRow } from '../store/tickets.js';
import { advanceTicket } from './advanceTicket.js';

type Perform = (
  context: CommandContext,
  call: { ticket: TicketRow; executionId: string; input: Record<string, unknown> },
) => Promise<Record<string, unknown>>;

/** The code of the service, whose effects share a transaction with the ticket's next step; or why the service is skipped. */
export type CompleteServiceInput = { jobId: number } & ({ perform: Perform } | { skippedBecause: string });

/**
 * Runs a service task, adds its result to the ticket's data, advances the ticket and finishes the job in one transaction.
 * Does nothing when the job was finished or cancelled in the meantime.
 * @throws {EngineError} and what the service throws
 */
export async function completeService(context: CommandContext, request: CompleteServiceInput): Promise<void> {
  const { ticketId } = await selectJob(context.tx, request.jobId);
  const ticket = await selectTicketForUpdate(context.tx, ticketId as number);
  const job = await selectJob(context.tx, request.jobId);
  if (job.status === 'done' || job.status === 'cancelled') return;
  const { elementId, topic, input } = job.payload as {
    elementId: string;
    topic: string;
    input: Record<string, unknown>;
  };
  const executionId = job.executionId as string;
  const skipped = 'skippedBecause' in request;
  const output = skipped ? {} : await request.perform(context, { ticket, executionId, input });
  await finishJob(context.tx, job.id, context.now);
  const before = ticket.variables;
  ticket.variables = { ...before, ...output };
  const command = { type: 'completeService', executionId, variables: ticket.variables } as const;
  const changes = changesOf(before, ticket.variables);
  const outcome = skipped ? { reason: request.skippedBecause } : { attempts: job.attempts, changes };
  await advanceTicket(context, ticket, command, {
    type: skipped ? 'service.skipped' : 'service.completed',
    elementId,
    executionId,
    data: { topic, ...outcome },
  });
}
