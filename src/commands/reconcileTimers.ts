import { cancelJobs, insertJobs, selectPendingJobs } from '../db/jobs.js';
import type { TicketRow } from '../db/tickets.js';
import type { StepResult, WaitingTimer } from '../engine/types.js';
import type { AuditEntry } from '../rules/auditChain.js';
import type { DeployedDefinition } from './definitionCache.js';
import { dueTime } from './dueTime.js';
import type { CommandContext } from './runCommand.js';

/** Makes the timer jobs equal to the timers that are armed after a step. */
export async function reconcileTimers(
  context: CommandContext,
  ticket: TicketRow,
  definition: DeployedDefinition,
  result: StepResult,
): Promise<AuditEntry[]> {
  const pending = await selectPendingJobs(context.tx, ticket.id, ['fireTimer']);
  const armed = new Set(result.timers.map((timer) => timer.executionId));
  const known = new Set(pending.map((job) => job.executionId));
  const gone = pending.filter((job) => !armed.has(job.executionId as string));
  await cancelJobs(
    context.tx,
    gone.map((job) => job.id),
    context.now,
  );
  const entries = gone.map((job) => ({
    type: 'timer.disarmed',
    elementId: String(job.payload.elementId),
    executionId: job.executionId,
    data: {},
  }));
  const fresh = result.timers.filter((timer) => !known.has(timer.executionId));
  return [...entries, ...(await armTimers(context, ticket, definition, fresh))];
}

async function armTimers(
  context: CommandContext,
  ticket: TicketRow,
  definition: DeployedDefinition,
  timers: WaitingTimer[],
): Promise<AuditEntry[]> {
  const due = await Promise.all(
    timers.map(async (timer) => {
      const properties = definition.elements.get(timer.elementId)?.properties ?? {};
      return { ...timer, dueAt: await dueTime(context, properties, timer.dueAt) };
    }),
  );
  await insertJobs(
    context.tx,
    due.map(({ executionId, elementId, dueAt }) => ({
      kind: 'fireTimer',
      ticketId: ticket.id,
      executionId,
      payload: { elementId },
      runAt: dueAt,
    })),
    context.now,
  );
  return due.map(({ elementId, executionId, dueAt, attachedTo }) => ({
    type: 'timer.armed',
    elementId,
    executionId,
    data: { dueAt, attachedTo },
  }));
}
