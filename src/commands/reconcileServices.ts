import { cancelJobs, insertJobs, selectPendingJobs } from '../db/jobs.js';
import type { TicketRow } from '../db/tickets.js';
import type { StepResult } from '../engine/types.js';
import type { AuditEntry } from '../rules/auditChain.js';
import type { CommandContext } from './runCommand.js';

/** Makes the service jobs equal to the service tasks that wait after a step. */
export async function reconcileServices(
  context: CommandContext,
  ticket: TicketRow,
  result: StepResult,
): Promise<AuditEntry[]> {
  const pending = await selectPendingJobs(context.tx, ticket.id, ['runService']);
  const requested = new Set(result.serviceRequests.map((request) => request.executionId));
  const known = new Set(pending.map((job) => job.executionId));
  const gone = pending.filter((job) => !requested.has(job.executionId as string));
  await cancelJobs(
    context.tx,
    gone.map((job) => job.id),
    context.now,
  );
  const fresh = result.serviceRequests.filter((request) => !known.has(request.executionId));
  await insertJobs(
    context.tx,
    fresh.map(({ executionId, elementId, topic, input }) => ({
      kind: 'runService',
      ticketId: ticket.id,
      executionId,
      payload: { elementId, topic, input },
      runAt: context.now.toISOString(),
    })),
    context.now,
  );
  return fresh.map(({ executionId, elementId, topic }) => ({
    type: 'service.requested',
    elementId,
    executionId,
    data: { topic },
  }));
}
