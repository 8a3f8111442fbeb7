import type { Knex } from 'knex';
import { customerCondition, type RowFilter } from '../../customers/index.js';
import type { RegisterEntryRow, RegisterState, ServiceCategory } from '../../tickets/index.js';

export interface RegisterEntry extends RegisterEntryRow {
  number: string;
  engineerName: string | null;
}

export interface RegisterFilter {
  /** Received from this moment on. */
  from?: string;
  /** Received before this moment. */
  before?: string;
  state?: RegisterState;
  category?: ServiceCategory;
  engineerId?: number;
  /** Words about the customer, in the syntax of the customer search. */
  customer?: string;
}

export interface RegisterView {
  order: 'newest' | 'oldest';
  /** The moment at which today begins; a request that came earlier and is not dispatched is late (R4). */
  today: string;
  /** Late requests come before all others, the oldest first. */
  lateFirst: boolean;
  /** `next` of the page before. */
  after?: string;
}

const pageSize = 50;

/** One page of the register. */
export async function selectRegister(
  db: Knex,
  filter: RegisterFilter,
  view: RegisterView,
): Promise<{ entries: RegisterEntry[]; next: string | null }> {
  const filterRows = await conditionsOf(db, filter);
  const cursor = parseCursor(view.after);
  const late: RegisterEntry[] = [];
  if (view.lateFirst && cursor?.part !== 1) {
    const query = entriesAfter(db, 'oldest', cursor).modify(filterRows).modify(onlyLate, view.today);
    late.push(...(await query.limit(pageSize + 1)));
  }
  const others = entriesAfter(db, view.order, cursor?.part === 0 ? null : cursor).modify(filterRows);
  if (view.lateFirst) others.modify(notLate, view.today);
  const rest: RegisterEntry[] = late.length > pageSize ? [] : await others.limit(pageSize + 1 - late.length);
  const entries = [...late, ...rest].slice(0, pageSize);
  const last = entries.at(-1);
  const hasMore = late.length + rest.length > pageSize;
  return { entries, next: hasMore && last ? cursorText(last, entries.length <= late.length) : null };
}

/** Small enough not to delay others who use the same process or connection. */
const batchSize = 200;

/** Reads all entries that match the filter, the oldest first, in batches so that no connection is held for long. */
export async function* readRegister(db: Knex, filter: RegisterFilter): AsyncGenerator<RegisterEntry[]> {
  const filterRows = await conditionsOf(db, filter);
  for (let cursor: Cursor | null = null; ; ) {
    const entries: RegisterEntry[] = await entriesAfter(db, 'oldest', cursor)
      .modify(filterRows)
      .limit(batchSize);
    const last = entries.at(-1);
    if (!last) return;
    yield entries;
    cursor = { part: 1, receivedAt: last.receivedAt, ticketId: last.ticketId };
  }
}

/** The number of entries that match the filter. */
export async function countRegister(db: Knex, filter: RegisterFilter): Promise<number> {
  const row = await db('register_entries')
    .modify(await conditionsOf(db, filter))
    .count({ count: '*' })
    .first();
  return Number(row?.count);
}

/** The number of requests that were not dispatched on the day they came (R4). */
export async function countLate(db: Knex, today: string): Promise<number> {
  const row = await db('register_entries').modify(onlyLate, today).count({ count: '*' }).first();
  return Number(row?.count);
}

/** Engineers to whom a request was ever dispatched, in the order of their names. */
export async function selectRegisterEngineers(db: Knex): Promise<{ id: number; name: string }[]> {
  return db('persons')
    .whereExists(
      db('register_entries').select(db.raw('1')).whereRaw('register_entries.engineer_id = persons.id'),
    )
    .orderBy('name')
    .select('id', 'name');
}

function entries(db: Knex): Knex.QueryBuilder {
  return db('register_entries').join('tickets', 'tickets.id', 'register_entries.ticketId');
}

function entriesAfter(db: Knex, order: RegisterView['order'], cursor: Cursor | null): Knex.QueryBuilder {
  const direction = order === 'newest' ? 'desc' : 'asc';
  const query = entries(db)
    .leftJoin('persons', 'persons.id', 'register_entries.engineerId')
    .select('register_entries.*', 'tickets.number', 'persons.name as engineerName')
    .orderBy([
      { column: 'register_entries.receivedAt', order: direction },
      { column: 'register_entries.ticketId', order: direction },
    ]);
  if (cursor) {
    const sign = order === 'newest' ? '<' : '>';
    query.whereRaw(`(register_entries.received_at, register_entries.ticket_id) ${sign} (?, ?)`, [
      cursor.receivedAt,
      cursor.ticketId,
    ]);
  }
  return query;
}

async function conditionsOf(db: Knex, filter: RegisterFilter): Promise<RowFilter> {
  const ofCustomer = filter.customer
    ? await customerCondition(db, filter.customer, 'register_entries.customerId')
    : () => {};
  return (query) => {
    if (filter.from) query.where('register_entries.receivedAt', '>=', filter.from);
    if (filter.before) query.where('register_entries.receivedAt', '<', filter.before);
    if (filter.state) query.where('register_entries.state', filter.state);
    if (filter.category) query.where('register_entries.category', filter.category);
    if (filter.engineerId) query.where('register_entries.engineerId', filter.engineerId);
    ofCustomer(query);
  };
}

function onlyLate(query: Knex.QueryBuilder, today: string): void {
  query.where('register_entries.state', 'waiting').where('register_entries.receivedAt', '<', today);
}

function notLate(query: Knex.QueryBuilder, today: string): void {
  query.where((either) =>
    either.whereNot('register_entries.state', 'waiting').orWhere('register_entries.receivedAt', '>=', today),
  );
}

/** The last entry of a page; part 0 are the late requests, which come first. */
interface Cursor {
  part: 0 | 1;
  receivedAt: string;
  ticketId: number;
}

function parseCursor(after: string | undefined): Cursor | null {
  const [part, receivedAt, ticketId] = after?.split('|') ?? [];
  if (!receivedAt || !ticketId) return null;
  return { part: part === '0' ? 0 : 1, receivedAt, ticketId: Number(ticketId) };
}

function cursorText(entry: RegisterEntry, isLate: boolean): string {
  return `${isLate ? 0 : 1}|${entry.receivedAt}|${entry.ticketId}`;
}
