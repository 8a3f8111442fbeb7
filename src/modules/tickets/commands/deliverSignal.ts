import { finishJob, selectJob } from '../../../jobs/store/jobs.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { changesOf } from '../model/variableChanges.js';
import { receivedOf } from '../steps/receiveData.js';
import { saveTicket } from '../steps/saveTicket.js';
import { selectOptionalSubscription } from '../store/eventSubscriptions.js';
import { selectTicketForUpdate } from '../store/tickets.js';
import { advanceTicket } from './advanceTicket.js';
import type { Sender } from './startByEvent.js';

interface Signal {
  name: string;
  elementId: string;
  data: Record<string, unknown>;
  from: Sender;
}

/**
 * Gives a signal to one wait that it met, and finishes the job in the same transaction. When the ticket has gone on in the
 * meantime, its history says that the signal came too late.
 * @throws {EngineError}
 */
export async function deliverSignal(context: CommandContext, input: { jobId: number }): Promise<void> {
  const { ticketId } = await selectJob(context.tx, input.jobId);
  const ticket = await selectTicketForUpdate(context.tx, ticketId as number);
  const job = await selectJob(context.tx, input.jobId);
  if (job.status !== 'leased' && job.status !== 'ready') return;
  await finishJob(context.tx, job.id, context.now);
  const executionId = job.executionId as string;
  const { name, elementId, data, from } = job.payload as unknown as Signal;
  const about = { elementId, executionId };
  if (!(await selectOptionalSubscription(context.tx, { ticketId: ticket.id, executionId }))) {
    if (ticket.status !== 'active') return;
    const missed = { type: 'signal.missed', ...about, data: { name, from: from.number } };
    await saveTicket(context, ticket, { events: [missed] });
    return;
  }
  const definition = await context.definitions.load(context.tx, ticket.definitionId);
  const before = ticket.variables;
  ticket.variables = { ...before, ...receivedOf(definition, elementId, data) };
  const changes = changesOf(before, ticket.variables);
  await advanceTicket(
    context,
    ticket,
    { type: 'deliverSignal', executionId, variables: ticket.variables },
    { type: 'signal.received', ...about, data: { name, from: from.number, changes } },
  );
}
