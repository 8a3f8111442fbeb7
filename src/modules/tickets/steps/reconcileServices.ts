import type { StepResult } from '../../../bpmn/types.js';
import type { JobRow } from '../../../jobs/store/jobs.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { TicketRow } from '../store/tickets.js';
import type { JobChange } from './reconcileTimers.js';

/** The changes that make the service jobs match the waiting service tasks after a step. */
export function reconcileServices(
  context: CommandContext,
  ticket: TicketRow,
  result: StepResult,
  pendingJobs: readonly JobRow[],
): JobChange {
  const pending = pendingJobs.filter(({ kind }) => kind === 'runService');
  const requested = new Set(result.serviceRequests.map((request) => request.executionId));
  const known = new Set(pending.map((job) => job.executionId));
  const gone = pending.filter((job) => !requested.has(job.executionId as string));
  const fresh = result.serviceRequests.filter((request) => !known.has(request.executionId));
  return {
    events: fresh.map(({ executionId, elementId, topic }) => ({
      type: 'service.requested',
      elementId,
      executionId,
      data: { topic },
    })),
    cancelledJobs: gone.map(({ id }) => id),
    newJobs: fresh.map(({ executionId, elementId, topic, input }) => ({
      kind: 'runService',
      ticketId: ticket.id,
      executionId,
      payload: { elementId, topic, input },
      runAt: context.now.toISOString(),
    })),
  };
}
