import type { Knex } from 'knex';
import type { EngineState, Variables } from '../../../bpmn/types.js';
import { hasRowLocks } from '../../../platform/db/connect.js';
import { NotFound, StaleTicket } from '../../../platform/errors.js';
import type { TicketStatus } from '../model/ticketStatus.js';

/** R1: A charged, B under contract, C inside the warranty, D internal. */
export type ServiceCategory = 'A' | 'B' | 'C' | 'D';

export interface TicketRow {
  id: number;
  number: string;
  definitionId: number;
  processKey: string;
  title: string;
  status: TicketStatus;
  category: ServiceCategory | null;
  customerId: number | null;
  productId: number | null;
  initiatorId: number | null;
  /** The ticket that called this one, or that started it without waiting. */
  parentId: number | null;
  /** The call that waits for this ticket; null when nobody waits. */
  parentExecutionId: string | null;
  /** What the caller gets back: its variable -> FEEL over this ticket's variables. */
  parentOutput: Record<string, string> | null;
  state: EngineState;
  variables: Variables;
  /** Grows with each command; a write with an old one is refused. */
  revision: number;
  /** Number of audit events, the sequence number of the last one. */
  eventCount: number;
  /** Hash of the last audit event. */
  headHash: string;
  /** Given by the start page, so that a start that is sent twice works once. */
  requestKey: string | null;
  endElementId: string | null;
  startedAt: string;
  endedAt: string | null;
}

const parse = (row: TicketRow): TicketRow => ({
  ...row,
  state: JSON.parse(row.state as unknown as string),
  variables: JSON.parse(row.variables as unknown as string),
  parentOutput: row.parentOutput === null ? null : JSON.parse(row.parentOutput as unknown as string),
});

/** The ticket, locked until the transaction ends. @throws {NotFound} */
export async function selectTicketForUpdate(tx: Knex.Transaction, id: number): Promise<TicketRow> {
  const query = tx('tickets').where({ id }).first();
  const row = await (hasRowLocks(tx) ? query.forUpdate() : query);
  if (!row) throw new NotFound('工单');
  return parse(row);
}

/** The ticket of a task, locked until the transaction ends. @throws {NotFound} when there is no such task */
export async function selectTicketOfTaskForUpdate(tx: Knex.Transaction, taskId: number): Promise<TicketRow> {
  const id = tx('tasks').where({ id: taskId }).select('ticketId');
  const query = tx('tickets').where('id', id).first();
  const row = await (hasRowLocks(tx) ? query.forUpdate() : query);
  if (!row) throw new NotFound('任务');
  return parse(row);
}

/** @throws {NotFound} */
export async function selectTicket(db: Knex, id: number): Promise<TicketRow> {
  const row = await db('tickets').where({ id }).first();
  if (!row) throw new NotFound('工单');
  return parse(row);
}

/** @throws {NotFound} */
export async function selectTicketByNumber(db: Knex, number: string): Promise<TicketRow> {
  const row = await db('tickets').where({ number }).first();
  if (!row) throw new NotFound('工单');
  return parse(row);
}

/** Ids of the process versions that tickets run on. */
/** How many tickets are under way. */
export async function countRunningTickets(db: Knex): Promise<number> {
  const [row] = await db('tickets').where({ status: 'active' }).count({ count: '*' });
  return Number(row?.count);
}

export async function selectRunningDefinitionIds(db: Knex): Promise<number[]> {
  const rows: { definitionId: number }[] = await db('tickets')
    .where({ status: 'active' })
    .distinct('definitionId')
    .orderBy('definitionId');
  return rows.map(({ definitionId }) => definitionId);
}

/** Data of the tickets that run on a process version. */
export async function selectRunningTickets(
  db: Knex,
  definitionId: number,
): Promise<Pick<TicketRow, 'number' | 'variables'>[]> {
  const rows: { number: string; variables: string }[] = await db('tickets')
    .where({ definitionId, status: 'active' })
    .orderBy('id')
    .select('number', 'variables');
  return rows.map(({ number, variables }) => ({ number, variables: JSON.parse(variables) }));
}

/** Running tickets of a process version that a caller waits for, with what it wants of them. */
export async function selectAwaitedTickets(
  db: Knex,
  definitionId: number,
): Promise<(Pick<TicketRow, 'number' | 'variables'> & { parentOutput: Record<string, string> })[]> {
  const rows: { number: string; variables: string; parentOutput: string }[] = await db('tickets')
    .where({ definitionId, status: 'active' })
    .whereNotNull('parentExecutionId')
    .whereNotNull('parentOutput')
    .orderBy('id')
    .select('number', 'variables', 'parentOutput');
  return rows.map(({ number, variables, parentOutput }) => ({
    number,
    variables: JSON.parse(variables),
    parentOutput: JSON.parse(parentOutput),
  }));
}

/** Tickets that this one called or started, in the order of their creation. */
export async function selectChildTickets(db: Knex, parentId: number): Promise<TicketRow[]> {
  const rows = await db('tickets').where({ parentId }).orderBy('id');
  return rows.map(parse);
}

export async function selectChildIds(db: Knex, parentId: number): Promise<number[]> {
  return db('tickets').where({ parentId }).pluck('id');
}

/** Tickets of these products in these processes that started since then, the oldest first. */
export async function selectTicketsOfProducts(
  db: Knex,
  productIds: number[],
  processKeys: string[],
  since: string,
): Promise<TicketRow[]> {
  const rows = await db('tickets')
    .whereIn('productId', productIds)
    .whereIn('processKey', processKeys)
    .where('startedAt', '>=', since)
    .orderBy('id');
  return rows.map(parse);
}

/** Moves the tickets of one customer to another (a merge). Their history does not change. @returns how many */
export async function moveTickets(tx: Knex, from: number, to: number): Promise<number> {
  return tx('tickets').where({ customerId: from }).update({ customerId: to });
}

export async function selectOptionalTicketByRequestKey(
  db: Knex,
  requestKey: string,
): Promise<{ id: number; number: string; initiatorId: number | null } | undefined> {
  return db('tickets').where({ requestKey }).first('id', 'number', 'initiatorId');
}

export async function insertTicket(tx: Knex, ticket: Omit<TicketRow, 'id'>): Promise<number> {
  const [row] = await tx('tickets')
    .insert({
      ...ticket,
      state: JSON.stringify(ticket.state),
      variables: JSON.stringify(ticket.variables),
      parentOutput: ticket.parentOutput === null ? null : JSON.stringify(ticket.parentOutput),
    })
    .returning('id');
  return row.id;
}

/**
 * Writes what a command changed and raises the revision.
 * @throws {StaleTicket} when the row was written since it was read
 */
export async function updateTicket(tx: Knex, ticket: TicketRow): Promise<void> {
  const changed = await tx('tickets')
    .where({ id: ticket.id, revision: ticket.revision })
    .update({
      status: ticket.status,
      category: ticket.category,
      customerId: ticket.customerId,
      productId: ticket.productId,
      parentExecutionId: ticket.parentExecutionId,
      state: JSON.stringify(ticket.state),
      variables: JSON.stringify(ticket.variables),
      revision: ticket.revision + 1,
      eventCount: ticket.eventCount,
      headHash: ticket.headHash,
      endElementId: ticket.endElementId,
      endedAt: ticket.endedAt,
    });
  if (changed !== 1) throw new StaleTicket(ticket.number);
}

/** The next sequence number of a prefix within a period (`20261123`, or '' without one); a rolled-back number is used again. */
export async function nextTicketSequence(tx: Knex, prefix: string, day: string): Promise<number> {
  const [row] = await tx('ticket_sequences')
    .insert({ prefix, day, last: 1 })
    .onConflict(['prefix', 'day'])
    .merge({ last: tx.raw('?? + 1', ['ticket_sequences.last']) })
    .returning('last');
  return row.last;
}

/** The last sequence number of a prefix within a period. */
export async function selectLastSequence(db: Knex, prefix: string, day: string): Promise<number> {
  const row = await db('ticket_sequences').where({ prefix, day }).first('last');
  return row?.last ?? 0;
}

/** How many numbers were given out, by prefix and day. */
export async function selectTicketSequences(
  db: Knex,
): Promise<{ prefix: string; day: string; last: number }[]> {
  return db('ticket_sequences').orderBy(['day', 'prefix']);
}
