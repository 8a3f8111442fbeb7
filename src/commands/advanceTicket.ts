import { type TicketRow, updateTicket } from '../db/tickets.js';
import { step } from '../engine/step.js';
import type { EngineCommand, StepResult } from '../engine/types.js';
import type { AuditEntry } from '../rules/auditChain.js';
import { answerCall, followCalls, reconcileCalls } from './callTickets.js';
import { keepRegister } from './keepRegister.js';
import { reconcileServices } from './reconcileServices.js';
import { reconcileTasks } from './reconcileTasks.js';
import { reconcileTimers } from './reconcileTimers.js';
import { recordEvents } from './recordEvents.js';
import type { CommandContext } from './runCommand.js';

/**
 * Takes one step of the ticket's process and writes everything that follows from it: state, tasks, timers, service
 * jobs, called tickets and the audit events, the cause first. The ticket row is written after these and its revision
 * checked; then called tickets take their first step, and a ticket that ended answers the one that called it.
 * @throws {EngineError} when the diagram can't go on; the caller's transaction rolls back
 * @throws {StaleTicket}
 */
export async function advanceTicket(
  context: CommandContext,
  ticket: TicketRow,
  command: EngineCommand,
  cause: AuditEntry,
): Promise<void> {
  const definition = await context.definitions.load(context.tx, ticket.definitionId);
  const state = command.type === 'start' ? null : ticket.state;
  const result = step(definition.engine, state, command, context.now);
  const calls = await reconcileCalls(context, ticket, result);
  const consequences = [
    ...(await reconcileTasks(context, ticket, definition, result)),
    ...(await reconcileTimers(context, ticket, definition, result)),
    ...(await reconcileServices(context, ticket, result)),
    ...calls.entries,
  ];
  applyResult(context, ticket, command, result);
  const steps = result.events.map((event) => ({ ...event, data: {} }));
  const recorded = withCommand(cause, command, definition.row.version);
  await recordEvents(context, ticket, [recorded, ...steps, ...consequences]);
  await updateTicket(context.tx, ticket);
  await keepRegister(context, ticket, definition);
  await followCalls(context, ticket, calls, advanceTicket);
  if (result.ended) await answerCall(context, ticket, advanceTicket);
}

/** The cause with what the engine was told, but for the data: so the step can be taken again from the history alone. */
function withCommand(
  cause: AuditEntry,
  { variables: _, ...command }: EngineCommand,
  processVersion: number,
): AuditEntry {
  return { ...cause, data: { ...cause.data, processVersion, command } };
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
