import type { StepResult, WaitingTimer } from '../../../bpmn/types.js';
import type { JobRow, NewJob } from '../../../jobs/store/jobs.js';
import type { AuditEntry } from '../../../platform/access/auditChain.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { DeployedDefinition } from '../../processes/index.js';
import type { TicketRow } from '../store/tickets.js';
import { dueTime } from './dueTime.js';
import type { TicketChange } from './saveTicket.js';

/** Events and jobs that follow from a ticket's waits. */
export type JobChange = Required<Pick<TicketChange, 'events' | 'cancelledJobs' | 'newJobs'>>;

/** The changes that make the timer jobs match the armed timers after a step. */
export async function reconcileTimers(
  context: CommandContext,
  ticket: TicketRow,
  definition: DeployedDefinition,
  result: StepResult,
  pendingJobs: readonly JobRow[],
): Promise<JobChange> {
  const pending = pendingJobs.filter(({ kind }) => kind === 'fireTimer');
  const armed = new Set(result.timers.map((timer) => timer.executionId));
  const known = new Set(pending.map((job) => job.executionId));
  const gone = pending.filter((job) => !armed.has(job.executionId as string));
  const disarmed = gone.map((job) => ({
    type: 'timer.disarmed',
    elementId: String(job.payload.elementId),
    executionId: job.executionId,
    data: {},
  }));
  const fresh = result.timers.filter((timer) => !known.has(timer.executionId));
  const { armed: entries, newJobs } = await armTimers(context, ticket, definition, fresh);
  return { events: [...disarmed, ...entries], cancelledJobs: gone.map(({ id }) => id), newJobs };
}

async function armTimers(
  context: CommandContext,
  ticket: TicketRow,
  definition: DeployedDefinition,
  timers: WaitingTimer[],
): Promise<{ armed: AuditEntry[]; newJobs: NewJob[] }> {
  const due = await Promise.all(
    timers.map(async (timer) => {
      const properties = definition.elements.get(timer.elementId)?.properties ?? {};
      return { ...timer, dueAt: await dueTime(context, properties, timer.dueAt) };
    }),
  );
  const newJobs = due.map(({ executionId, elementId, dueAt }) => ({
    kind: 'fireTimer' as const,
    ticketId: ticket.id,
    executionId,
    payload: { elementId },
    runAt: dueAt,
  }));
  const armed = due.map(({ elementId, executionId, dueAt, attachedTo }) => ({
    type: 'timer.armed',
    elementId,
    executionId,
    data: { dueAt, attachedTo },
  }));
  return { armed, newJobs };
}
