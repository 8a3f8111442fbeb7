import { evaluateCallOutput } from '../../../bpmn/evaluateCallOutput.js';
import { cancelledCode, catchesError, waitingElement } from '../../../bpmn/step.js';
import type { CallRequest, EngineCommand, StepResult, Uncaught, Variables } from '../../../bpmn/types.js';
import type { AuditEntry } from '../../../platform/access/auditChain.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectLatestDefinition } from '../../processes/index.js';
import { changesOf } from '../model/variableChanges.js';
import { selectChildTickets, selectTicketForUpdate, type TicketRow } from '../store/tickets.js';
import { openTicket } from './openTicket.js';
import { refuseEndlessCalls } from './refuseEndlessCalls.js';
import { noteStop } from './stopping.js';

/** `advanceTicket` as an argument, because called tickets take steps within the step of their caller. */
export type Advance = (
  context: CommandContext,
  ticket: TicketRow,
  command: EngineCommand,
  cause: AuditEntry,
) => Promise<void>;

/** Child tickets that a step opened, to be started after the parent is saved, and those that it abandoned. */
export interface CalledTickets {
  entries: AuditEntry[];
  opened: TicketRow[];
  abandoned: TicketRow[];
}

/** Creates and abandons child tickets to match the waiting call activities after a step; does not start them yet. */
export async function reconcileCalls(
  context: CommandContext,
  ticket: TicketRow,
  result: StepResult,
): Promise<CalledTickets> {
  const children = await selectChildTickets(context.tx, ticket.id);
  const waiting = new Set(result.calls.map((call) => call.executionId));
  const known = new Set(children.map((child) => child.parentExecutionId));
  const abandoned = children.filter(
    ({ status, parentExecutionId }) =>
      status === 'active' && parentExecutionId && !waiting.has(parentExecutionId),
  );
  const opened: TicketRow[] = [];
  const entries: AuditEntry[] = [];
  for (const call of result.calls.filter((one) => !known.has(one.executionId))) {
    const child = await openChild(context, ticket, call);
    opened.push(child);
    const { elementId, executionId } = call;
    entries.push({ type: 'call.started', elementId, executionId, data: { child: child.number } });
  }
  return { entries, opened, abandoned };
}

async function openChild(context: CommandContext, parent: TicketRow, call: CallRequest): Promise<TicketRow> {
  await refuseEndlessCalls(context, parent.id, call.elementId, true);
  const { id } = await selectLatestDefinition(context.tx, call.calledElement);
  const definition = await context.definitions.load(context.tx, id);
  const variables = Object.fromEntries(
    Object.entries(call.input).filter(([, value]) => value !== null && value !== undefined),
  );
  return openTicket(context, definition, {
    variables,
    initiatorId: parent.initiatorId,
    requestKey: null,
    parent: { id: parent.id, executionId: call.executionId, output: call.output },
  });
}

/** Starts the opened children and cancels the abandoned ones; the parent must be saved before. */
export async function advanceCalledTickets(
  context: CommandContext,
  parent: TicketRow,
  called: CalledTickets,
  advance: Advance,
): Promise<void> {
  for (const child of called.opened) await startChild(context, parent, child, advance);
  for (const child of called.abandoned) {
    const cause = { type: 'ticket.cancelled', elementId: null, executionId: null };
    const data = { reason: `上级工单 ${parent.number} 已不再等待本工单` };
    await advance(
      context,
      { ...child, parentExecutionId: null },
      { type: 'cancel', variables: child.variables },
      { ...cause, data },
    );
  }
}

/** Takes the first step of a ticket that another ticket called or started. */
export async function startChild(
  context: CommandContext,
  parent: TicketRow,
  child: TicketRow,
  advance: Advance,
): Promise<void> {
  const { variables, number, processKey } = child;
  await advance(
    context,
    child,
    { type: 'start', variables },
    {
      type: 'ticket.started',
      elementId: null,
      executionId: null,
      data: {
        number,
        process: processKey,
        parent: parent.number,
        changes: changesOf({}, variables),
      },
    },
  );
}

/**
 * Passes how a child has ended to the waiting call activity and advances the parent: its result, the error with which it
 * ended, or that it was cancelled, where the diagram catches that; else a cancelled child counts as done.
 */
export async function answerCall(
  context: CommandContext,
  child: TicketRow,
  error: Uncaught | null,
  advance: Advance,
): Promise<void> {
  const waiting = await selectCaller(context, child);
  if (!waiting) return;
  const { parent, executionId } = waiting;
  const { number, status } = child;
  const { engine } = await context.definitions.load(context.tx, parent.definitionId);
  const isMissed = status === 'cancelled' && catchesError(engine, parent.state, executionId, cancelledCode);
  if (error || isMissed) {
    const code = error ? error.code : cancelledCode;
    await advance(
      context,
      parent,
      { type: 'throwError', executionId, code, variables: parent.variables },
      { type: 'call.failed', elementId: null, executionId, data: { child: number, status, code } },
    );
    return;
  }
  const before = parent.variables;
  const output = await outputOf(context, parent, child, executionId);
  parent.variables = { ...before, ...output };
  await advance(
    context,
    parent,
    { type: 'completeCall', executionId, variables: parent.variables },
    {
      type: 'call.completed',
      elementId: null,
      executionId,
      data: { child: number, status, changes: changesOf(before, parent.variables) },
    },
  );
}

/** An escalation that a child doesn't catch itself reaches the call activity that waits for it. */
export async function escalateToCaller(
  context: CommandContext,
  child: TicketRow,
  { code, name }: Uncaught,
  advance: Advance,
): Promise<void> {
  const waiting = await selectCaller(context, child);
  if (!waiting) return;
  const { parent, executionId } = waiting;
  await advance(
    context,
    parent,
    { type: 'escalate', executionId, code, variables: parent.variables },
    { type: 'call.escalated', elementId: null, executionId, data: { child: child.number, code, name } },
  );
}

/** The ticket that waits for this one, and the call by which it does. */
async function selectCaller(
  { tx }: CommandContext,
  { parentId, parentExecutionId: executionId }: TicketRow,
): Promise<{ parent: TicketRow; executionId: string } | null> {
  if (parentId === null || executionId === null) return null;
  const parent = await selectTicketForUpdate(tx, parentId);
  const isWaiting = parent.status === 'active' && waitingElement(parent.state, executionId) !== null;
  return isWaiting ? { parent, executionId } : null;
}

/** @throws {EngineError} at the call in the parent's diagram */
async function outputOf(
  { tx, definitions, now, settings }: CommandContext,
  parent: TicketRow,
  { definitionId, variables, parentOutput }: TicketRow,
  executionId: string,
): Promise<Variables> {
  const caller = await definitions.load(tx, parent.definitionId);
  const { engine: definition } = await definitions.load(tx, definitionId);
  const elementId = waitingElement(parent.state, executionId) ?? executionId;
  try {
    const end = { output: parentOutput ?? {}, variables, definition, elementId };
    return evaluateCallOutput(caller.engine, end, now, settings.timeZone);
  } catch (error) {
    noteStop(error, { ...parent, isNew: false }, executionId);
    throw error;
  }
}
