import type { Knex } from 'knex';
import { cancelJobs, insertJobs, type NewJob } from '../../../jobs/store/jobs.js';
import { type AuditEntry, chainEvents } from '../../../platform/access/auditChain.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { type ServiceCategory, selectCurrentCustomer } from '../../customers/index.js';
import { fileIdsOf } from '../model/fileIds.js';
import { insertAuditEvents } from '../store/auditEvents.js';
import { type NewSubscription, replaceSubscriptions } from '../store/eventSubscriptions.js';
import { moveInboxEntries, updateInboxEntries } from '../store/inboxEntries.js';
import { moveRegisterEntries } from '../store/registerEntries.js';
import { insertExclusions, insertTask, type TaskChange, type TaskRow, updateTask } from '../store/tasks.js';
import { moveTickets, type TicketRow, updateTicket } from '../store/tickets.js';
import { updateRegister } from './updateRegister.js';

/** A task that comes up: its row, the event that names it, and whoever is told of it. */
export interface NewTask {
  row: Omit<TaskRow, 'id' | 'ticketId'>;
  event(taskId: number): AuditEntry;
  announce?(taskId: number): Promise<void>;
}

export interface TaskUpdate {
  id: number;
  change: TaskChange;
}

/** A person who may no longer take a task (R9, R18). */
export interface Exclusion {
  taskId: number;
  personId: number;
}

/** What happened to a ticket and what follows from it for its tasks, inbox and waits. */
export interface TicketChange {
  /** In the order of the history; a new task stands where its event does. */
  events: readonly (AuditEntry | NewTask)[];
  tasks?: readonly TaskUpdate[];
  exclusions?: readonly Exclusion[];
  /** Jobs for which the ticket no longer waits. */
  cancelledJobs?: readonly number[];
  newJobs?: readonly NewJob[];
  /** All that the ticket now waits for of what comes from outside; absent: as before. */
  subscriptions?: readonly NewSubscription[];
}

/**
 * Saves a ticket as the command changed it, with its tasks, inbox, jobs, events and line in the register, so that they
 * agree. Nothing else writes these tables.
 * @throws {StaleTicket} when the row was written since it was read
 */
export async function saveTicket(
  context: CommandContext,
  ticket: TicketRow,
  { events, tasks = [], exclusions = [], cancelledJobs = [], newJobs = [], subscriptions }: TicketChange,
): Promise<void> {
  const { tx, now } = context;
  await insertExclusions(tx, exclusions);
  for (const { id, change } of tasks) await updateTask(tx, id, change);
  const entries: AuditEntry[] = [];
  for (const one of events) entries.push('row' in one ? await insertNewTask(tx, ticket, one) : one);
  await cancelJobs(tx, cancelledJobs, now);
  await insertJobs(tx, newJobs, now);
  if (subscriptions) await replaceSubscriptions(tx, ticket.id, subscriptions);
  await appendEvents(context, ticket, entries);
  const isRefiled = await updateKeyFields(tx, ticket);
  await updateTicket(tx, ticket);
  ticket.revision += 1;
  if (isRefiled) await updateInboxEntries(tx, ticket);
  await updateRegister(context, ticket);
}

/** Gives the tickets of one customer to another (a merge), with their lines in register and inbox; returns how many. */
export async function moveTicketsToCustomer(tx: Knex.Transaction, from: number, to: number): Promise<number> {
  const count = await moveTickets(tx, from, to);
  await moveRegisterEntries(tx, from, to);
  await moveInboxEntries(tx, from, to);
  return count;
}

async function insertNewTask(
  tx: Knex.Transaction,
  ticket: TicketRow,
  { row, event, announce }: NewTask,
): Promise<AuditEntry> {
  const taskId = await insertTask(tx, { ...row, ticketId: ticket.id });
  await announce?.(taskId);
  return event(taskId);
}

/** Appends to the ticket's hash chain, by the command's actor and time. */
async function appendEvents(
  { tx, now, actor }: CommandContext,
  ticket: TicketRow,
  entries: readonly AuditEntry[],
): Promise<void> {
  const events = chainEvents(
    { ticketId: ticket.id, seq: ticket.eventCount, hash: ticket.headHash },
    { at: now.toISOString(), actorId: actor.id, actorName: actor.name },
    entries,
  );
  await insertAuditEvents(tx, events, actor.requestId ?? null);
  ticket.eventCount += events.length;
  ticket.headHash = events.at(-1)?.hash ?? ticket.headHash;
}

/**
 * Copies category, customer and product from the ticket's data, which a form may have changed (R1, R2); a
 * merged customer is replaced by its successor.
 * @returns whether any of them changed
 */
async function updateKeyFields(tx: Knex.Transaction, ticket: TicketRow): Promise<boolean> {
  const { category, customerId, productId } = ticket;
  const named = fileIdsOf(ticket.variables);
  if (named.customerId !== null && named.customerId !== customerId)
    ticket.customerId = (await selectCurrentCustomer(tx, named.customerId)).id;
  ticket.productId = named.productId ?? productId;
  ticket.category = (ticket.variables.category as ServiceCategory | undefined) ?? category;
  return ticket.category !== category || ticket.customerId !== customerId;
}
