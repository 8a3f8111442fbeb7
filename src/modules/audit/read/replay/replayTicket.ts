import type { Knex } from 'knex';
import type { CallRequest } from '../../../../bpmn/types.js';
import { selectPendingJobs } from '../../../../jobs/store/jobs.js';
import type { DefinitionCache } from '../../../processes/index.js';
import {
  type AuditEventRow,
  selectAuditEvents,
  selectChildTickets,
  selectOptionalFirstEvent,
  selectSubmissions,
  selectTasksOfTicket,
  selectTicket,
  type TicketRow,
} from '../../../tickets/index.js';
import { type CalledTicket, causeDifferences } from './compareCause.js';
import { childDifferences } from './compareChildren.js';
import { holderDifferences } from './compareHolders.js';
import { storedDifferences } from './compareStored.js';
import type { Difference, ReplayReport } from './report.js';
import { commandOf, type ReplayTools, rerun } from './rerun.js';

/** Runs a ticket's recorded commands again through the engine and compares every outcome with what is stored. */
export async function replayTicket(tools: ReplayTools, ticketId: number): Promise<ReplayReport> {
  const { db, definitions, settings } = tools;
  const ticket = await selectTicket(db, ticketId);
  const events = await selectAuditEvents(db, ticketId);
  const submissions = new Map((await selectSubmissions(db, ticketId)).map((one) => [one.id, one]));
  const children = new Map((await selectChildTickets(db, ticketId)).map((child) => [child.number, child]));
  const called = await calledOf(definitions, db, children);
  const calls = new Map<string, CallRequest>();
  const rerunResult = await rerun(tools, ticket.processKey, events, async (event, before, now) => {
    rememberCalls(now.result?.calls ?? [], calls);
    return causeDifferences(event, before, now, { submissions, called, timeZone: settings.timeZone });
  });
  rememberCalls(rerunResult.result?.calls ?? [], calls);
  const stored = await storedOf(db, ticket, events);
  const differences = [
    ...rerunResult.differences,
    ...childDifferences(events, calls, children, await firstEvents(db, children)),
    ...storedDifferences(rerunResult, stored),
    ...holderDifferences(events, stored.tasks),
  ];
  return { number: ticket.number, steps: rerunResult.steps, differences: inOrder(differences) };
}

async function calledOf(
  definitions: DefinitionCache,
  db: Knex,
  children: ReadonlyMap<string, TicketRow>,
): Promise<Map<string, CalledTicket>> {
  const called = new Map<string, CalledTicket>();
  for (const [number, ticket] of children) {
    const { engine } = await definitions.load(db, ticket.definitionId);
    called.set(number, { ticket, definition: engine });
  }
  return called;
}

function rememberCalls(open: readonly CallRequest[], calls: Map<string, CallRequest>): void {
  for (const call of open) calls.set(call.executionId, call);
}

async function firstEvents(
  db: Knex,
  children: ReadonlyMap<string, TicketRow>,
): Promise<Map<number, AuditEventRow>> {
  const first = new Map<number, AuditEventRow>();
  for (const { id } of children.values()) {
    const event = await selectOptionalFirstEvent(db, id);
    if (event) first.set(id, event);
  }
  return first;
}

async function storedOf(db: Knex, ticket: TicketRow, events: readonly AuditEventRow[]) {
  const named = events.filter((event) => !commandOf(event) && event.type !== 'task.created');
  return {
    ticket,
    tasks: await selectTasksOfTicket(db, ticket.id),
    pendingJobs: await selectPendingJobs(db, ticket.id, ['fireTimer', 'runService']),
    otherTaskIds: new Set(named.map((event) => Number(event.data.taskId))),
  };
}

function inOrder(differences: Difference[]): Difference[] {
  const place = ({ seq }: Difference) => seq ?? Number.POSITIVE_INFINITY;
  return differences.sort((one, other) => (place(one) < place(other) ? -1 : 1));
}
