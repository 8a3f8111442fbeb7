import { currentRules } from '../../../bpmn/runtime/Run.js';
import { step } from '../../../bpmn/step.js';
import type { EngineCommand, StepResult } from '../../../bpmn/types.js';
import { resolveIncidentsOfStarts, resolveIncidentsOfTicket } from '../../../jobs/store/incidents.js';
import { selectPendingJobs } from '../../../jobs/store/jobs.js';
import type { AuditEntry } from '../../../platform/access/auditChain.js';
import { EngineError } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { advanceCalledTickets, answerCall, escalateToCaller, reconcileCalls } from '../steps/callTickets.js';
import { passEventsOn, subscriptionsOf } from '../steps/passEventsOn.js';
import { reconcileServices } from '../steps/reconcileServices.js';
import { reconcileTasks } from '../steps/reconcileTasks.js';
import { reconcileTimers } from '../steps/reconcileTimers.js';
import { saveTicket, type TicketChange } from '../steps/saveTicket.js';
import { noteStop } from '../steps/stopping.js';
import type { TicketRow } from '../store/tickets.js';

/** Changes to the ticket's tasks that the command itself made. */
export type CauseChange = Pick<TicketChange, 'tasks' | 'exclusions'>;

/**
 * Takes one step of the ticket's process and saves all its consequences: state, tasks, timers, service jobs,
 * called tickets and the audit events, the cause first. Then called tickets take their first step, and a ticket that ended
 * or escalates answers the one that called it.
 * The last argument holds changes to tasks that the command made; they are saved together.
 * @throws {EngineError} when the diagram can't go on, with the ticket that stops; the caller's transaction rolls back
 * @throws {StaleTicket}
 */
export async function advanceTicket(
  context: CommandContext,
  ticket: TicketRow,
  command: EngineCommand,
  cause: AuditEntry,
  changes: CauseChange = {},
): Promise<void> {
  const { id, definitionId } = ticket;
  try {
    await takeStep(context, ticket, command, cause, changes);
  } catch (error) {
    noteStop(error, { id, definitionId, isNew: command.type === 'start' }, waitOf(command));
    throw error;
  }
}

/** The wait that a command ends. */
function waitOf(command: EngineCommand): string | null {
  if (command.type === 'reopen') return command.from;
  return 'executionId' in command ? command.executionId : null;
}

async function takeStep(
  context: CommandContext,
  ticket: TicketRow,
  command: EngineCommand,
  cause: AuditEntry,
  { tasks = [], exclusions }: CauseChange,
): Promise<void> {
  const definition = await context.definitions.load(context.tx, ticket.definitionId);
  const state = command.type === 'start' ? null : ticket.state;
  const result = step(definition.engine, state, command, context.now, context.settings.timeZone);
  refuseUncaught(ticket, result);
  const calls = await reconcileCalls(context, ticket, result);
  const waits = await reconcileTasks(context, ticket, definition, result, tasks);
  const pending = await selectPendingJobs(context.tx, ticket.id, ['fireTimer', 'runService']);
  const timers = await reconcileTimers(context, ticket, definition, result, pending);
  const services = reconcileServices(context, ticket, result, pending);
  const passed = await passEventsOn(context, ticket, result.thrown);
  applyResult(context, ticket, command, result);
  const recorded = withCommand(cause, command, definition.row.version);
  await saveTicket(context, ticket, {
    events: [
      recorded,
      ...recordedSteps(result),
      ...waits.events,
      ...timers.events,
      ...services.events,
      ...calls.entries,
    ],
    tasks: [...tasks, ...waits.tasks],
    exclusions,
    cancelledJobs: [...timers.cancelledJobs, ...services.cancelledJobs],
    newJobs: [...timers.newJobs, ...services.newJobs, ...passed],
    subscriptions: subscriptionsOf(result),
  });
  await closeIncidents(context, ticket, command, result);
  await advanceCalledTickets(context, ticket, calls, advanceTicket);
  for (const one of result.escalations ?? []) await escalateToCaller(context, ticket, one, advanceTicket);
  if (result.ended) await answerCall(context, ticket, result.error ?? null, advanceTicket);
}

/** What the engine did; of what was thrown, its name and what it brings. */
function recordedSteps({ events, thrown }: StepResult): AuditEntry[] {
  return events.map(({ seen, ...event }) => {
    const isThrown = event.type === 'signal.thrown' || event.type === 'message.thrown';
    const sent = isThrown && thrown.find(({ executionId }) => executionId === event.executionId);
    if (!sent) return { ...event, data: seen ? { seen } : {} };
    const { name, correlationKey, data } = sent;
    return { ...event, data: { name, ...(correlationKey !== null && { correlationKey }), brings: data } };
  });
}

/** Closes incidents of what has gone on: of waits that are over, and of starts when one succeeds. */
async function closeIncidents(
  { tx, actor, now }: CommandContext,
  { id, processKey }: TicketRow,
  command: EngineCommand,
  { tasks, messages, signals, conditions, timers, serviceRequests, calls }: StepResult,
): Promise<void> {
  const by = { resolvedAt: now.toISOString(), resolvedBy: actor.id };
  if (command.type === 'start') {
    await resolveIncidentsOfStarts(tx, processKey, { ...by, resolution: '后来已能发起' });
    return;
  }
  const waits = [...tasks, ...messages, ...signals, ...conditions, ...timers, ...serviceRequests, ...calls];
  const open = waits.map(({ executionId }) => executionId);
  await resolveIncidentsOfTicket(tx, id, open, { ...by, resolution: '工单已继续流转' });
}

/** An error that nobody catches is the caller's matter, or a person's where nobody called. @throws {EngineError} */
function refuseUncaught({ parentExecutionId }: TicketRow, { error }: StepResult): void {
  if (!error || parentExecutionId !== null) return;
  const named = error.name ?? error.code;
  const what = named === null ? '这个错误' : `错误「${named}」`;
  throw new EngineError(error.elementId, `没有环节接收${what}，流程走不下去。`);
}

/** Adds the engine command without its data and its rules to the event, so that the step can be replayed from the history alone. */
function withCommand(
  cause: AuditEntry,
  { variables: _, ...command }: EngineCommand,
  processVersion: number,
): AuditEntry {
  return { ...cause, data: { ...cause.data, processVersion, engineRules: currentRules, command } };
}

function applyResult(
  context: CommandContext,
  ticket: TicketRow,
  command: EngineCommand,
  result: StepResult,
): void {
  ticket.state = result.state;
  if (!result.ended) return;
  ticket.status = command.type === 'cancel' ? 'cancelled' : 'ended';
  ticket.endElementId = result.endEventId;
  ticket.endedAt = context.now.toISOString();
}
