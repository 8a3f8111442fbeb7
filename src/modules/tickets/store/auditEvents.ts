import type { Knex } from 'knex';
import type { EngineCommand } from '../../../bpmn/types.js';
import { type EventContents, eventContents } from '../model/eventContents.js';

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

/** The columns of an event; the contents stand beside it for filters only and are not part of the history. */
const eventColumns = [
  'ticketId',
  'seq',
  'at',
  'actorId',
  'actorName',
  'type',
  'elementId',
  'executionId',
  'data',
  'previousHash',
  'hash',
] as const;

/** @param requestId of the request that caused them; not part of the history, but leads from it to the log */
export async function insertAuditEvents(
  db: Knex,
  events: AuditEventRow[],
  requestId: string | null,
): Promise<void> {
  if (events.length === 0) return;
  await db('audit_events').insert(
    events.map((event) => ({
      ...event,
      ...eventContents(event.data),
      data: JSON.stringify(event.data),
      requestId,
    })),
  );
}

/** The whole history of a ticket in its order. */
export async function selectAuditEvents(db: Knex, ticketId: number): Promise<AuditEventRow[]> {
  const rows = await db('audit_events').where({ ticketId }).orderBy('seq').select(eventColumns);
  for (const row of rows) row.data = JSON.parse(row.data);
  return rows;
}

/**
 * The event that completed a task and all later events of the ticket; empty when it was not completed. That event is the
 * submission, or what a signer did when the submission waited for signers.
 */
export async function selectEventsFromCompletion(
  db: Knex,
  ticketId: number,
  executionId: string,
): Promise<AuditEventRow[]> {
  const causes: AuditEventRow[] = await db('audit_events')
    .where({ ticketId })
    .where((own) => own.where({ executionId }).orWhere('executionId', 'like', `${executionId}+%`))
    .whereIn('type', ['task.completed', 'task.signed', 'task.removed'])
    .orderBy('seq')
    .select(eventColumns);
  const done = causes.findLast(({ data }) => isCompletionOf(JSON.parse(String(data)), executionId));
  if (!done) return [];
  const rows = await db('audit_events')
    .where({ ticketId })
    .where('seq', '>=', done.seq)
    .orderBy('seq')
    .select(eventColumns);
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) }));
}

/** The event of a submission; undefined without one. */
export async function selectOptionalSubmissionEvent(
  db: Knex,
  ticketId: number,
  executionId: string,
  submissionId: number,
): Promise<AuditEventRow | undefined> {
  const rows: AuditEventRow[] = await db('audit_events')
    .where({ ticketId, executionId })
    .select(eventColumns);
  return rows
    .map((row) => ({ ...row, data: JSON.parse(String(row.data)) }))
    .find(({ data }) => data.submissionId === submissionId);
}

function isCompletionOf({ command }: { command?: Partial<EngineCommand> }, executionId: string): boolean {
  return command?.type === 'completeTask' && command.executionId === executionId;
}

/** The whole history of a ticket in its order, with the data of each event as it is stored too. */
export async function selectAuditHistory(
  db: Knex,
  ticketId: number,
): Promise<{ events: AuditEventRow[]; dataTexts: string[] }> {
  const rows = await db('audit_events').where({ ticketId }).orderBy('seq').select(eventColumns);
  const dataTexts: string[] = [];
  for (const row of rows) {
    dataTexts.push(row.data);
    row.data = row.data === '{}' ? emptyData : JSON.parse(row.data);
  }
  return { events: rows, dataTexts };
}

/** Most steps of the engine have no data of their own. */
const emptyData: Record<string, unknown> = Object.freeze({});

/** Which events of some tickets are wanted. */
export interface EventFilter {
  types?: readonly string[];
  content?: keyof EventContents;
  elementId?: string;
  actorId?: number;
}

/** The last event of a page. */
export type EventPlace = Pick<AuditEventRow, 'at' | 'ticketId' | 'seq'>;

/** Events of some tickets by time, after a place. */
export async function selectEventPage(
  db: Knex,
  ticketIds: readonly number[],
  filter: EventFilter,
  page: { oldestFirst: boolean; after: EventPlace | undefined; limit: number },
): Promise<(AuditEventRow & { requestId: string | null })[]> {
  const order = page.oldestFirst ? 'asc' : 'desc';
  const query = db('audit_events')
    .whereIn('ticketId', [...ticketIds])
    .select(...eventColumns, 'requestId');
  if (filter.types) query.whereIn('type', [...filter.types]);
  if (filter.content) query.where(filter.content, true);
  if (filter.elementId) query.where({ elementId: filter.elementId });
  if (filter.actorId) query.where({ actorId: filter.actorId });
  if (page.after) whereAfterPlace(query, page.after, page.oldestFirst ? '>' : '<');
  const columns = ['at', 'ticketId', 'seq'].map((column) => ({ column, order }));
  const rows = await query.orderBy(columns).limit(page.limit);
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) }));
}

function whereAfterPlace(query: Knex.QueryBuilder, { at, ticketId, seq }: EventPlace, than: '<' | '>'): void {
  query.where((behind) =>
    behind
      .where('at', than, at)
      .orWhere((same) => same.where({ at }).where('ticketId', than, ticketId))
      .orWhere((same) => same.where({ at, ticketId }).where('seq', than, seq)),
  );
}

/** All actors of a ticket, with their names at that time. */
export async function selectActors(db: Knex, ticketId: number): Promise<{ id: number; name: string }[]> {
  return db('audit_events')
    .where({ ticketId })
    .whereNotNull('actorId')
    .groupBy('actorId')
    .orderBy('actorId')
    .select('actorId as id')
    .max('actorName as name');
}

/** Ids of all tickets that have a history. */
export async function selectTicketIdsWithEvents(db: Knex): Promise<number[]> {
  const rows: { ticketId: number }[] = await db('audit_events').distinct('ticketId').orderBy('ticketId');
  return rows.map((row) => row.ticketId);
}

/** The first event of a ticket. */
export async function selectOptionalFirstEvent(
  db: Knex,
  ticketId: number,
): Promise<AuditEventRow | undefined> {
  const row = await db('audit_events').where({ ticketId, seq: 1 }).first(eventColumns);
  return row && { ...row, data: JSON.parse(row.data) };
}

/** Ids of delegates who filled in a form of one of the elements. */
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
