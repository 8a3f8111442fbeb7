import type { Knex } from 'knex';

/** One link of a ticket's history; `hash` covers all other fields, `previousHash` the link before. */
export interface AuditEventRow {
  ticketId: number;
  seq: number;
  at: string;
  actorId: number | null;
  actorName: string;
  type: string;
  elementId: string | null;
  executionId: string | null;
  data: Record<string, unknown>;
  previousHash: string;
  hash: string;
}

export async function insertAuditEvents(db: Knex, events: AuditEventRow[]): Promise<void> {
  if (events.length === 0) return;
  await db('audit_events').insert(events.map((event) => ({ ...event, data: JSON.stringify(event.data) })));
}

/** The whole history of a ticket in its order. */
export async function selectAuditEvents(db: Knex, ticketId: number): Promise<AuditEventRow[]> {
  const rows = await db('audit_events').where({ ticketId }).orderBy('seq');
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) }));
}

/** Ids of all tickets that have a history. */
export async function selectTicketIdsWithEvents(db: Knex): Promise<number[]> {
  const rows: { ticketId: number }[] = await db('audit_events').distinct('ticketId').orderBy('ticketId');
  return rows.map((row) => row.ticketId);
}

/** How a ticket began. */
export async function selectOptionalFirstEvent(
  db: Knex,
  ticketId: number,
): Promise<AuditEventRow | undefined> {
  const row = await db('audit_events').where({ ticketId, seq: 1 }).first();
  return row && { ...row, data: JSON.parse(row.data) };
}

/** Ids of those who filled in a form of one of the elements for who had lent them the task. */
export async function selectDelegates(db: Knex, ticketId: number, elementIds: string[]): Promise<number[]> {
  if (elementIds.length === 0) return [];
  const rows: { actorId: number; data: string }[] = await db('audit_events')
    .where({ ticketId, type: 'task.resolved' })
    .whereIn('elementId', elementIds)
    .select('actorId', 'data');
  return rows
    .filter(({ actorId, data }) => JSON.parse(data).from.id === actorId)
    .map(({ actorId }) => actorId);
}
