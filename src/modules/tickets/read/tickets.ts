import type { Knex } from 'knex';
import type { Person } from '../../../platform/actor.js';
import type { RowFilter } from '../../customers/index.js';
import type { TicketStatus } from '../model/ticketStatus.js';
import type { TaskRow } from '../store/tasks.js';
import type { ServiceCategory } from '../store/tickets.js';
import { visibleTickets } from './visibleTickets.js';

export interface TicketListItem {
  id: number;
  number: string;
  title: string;
  status: TicketStatus;
  category: ServiceCategory | null;
  processName: string;
  customerName: string | null;
  initiatorName: string | null;
  startedAt: string;
  endedAt: string | null;
  /** Names of the tasks that wait now. */
  waitingTasks: string[];
  /** Numbers of the called tickets that it waits for. */
  waitingChildren: string[];
  escalated: boolean;
  /** Highest of the tasks that wait now; 0 without any. */
  priority: number;
  /** R14 */
  isRepeatedRepair: boolean;
}

type Row = Omit<
  TicketListItem,
  'waitingTasks' | 'waitingChildren' | 'escalated' | 'priority' | 'isRepeatedRepair'
>;

export interface TicketFilter {
  status?: TicketStatus;
  processKey?: string;
  customerId?: number;
  /** Id of the starter, who may see the ticket in any case. */
  startedBy?: number;
  /** Further conditions. */
  narrow?: RowFilter;
  /** Words in number, title or customer (name, pinyin, phone); all must match. */
  text?: string;
  /** `next` of the page before. */
  after?: string;
}

const pageSize = 50;

/** One page of the tickets that the person may see, newest first. */
export async function selectTickets(
  db: Knex,
  person: Person,
  filter: TicketFilter,
): Promise<{ tickets: TicketListItem[]; next: string | null }> {
  const query = ticketRows(db)
    .orderBy([
      { column: 'tickets.startedAt', order: 'desc' },
      { column: 'tickets.id', order: 'desc' },
    ])
    .limit(pageSize + 1);
  if (filter.startedBy !== person.id) visibleTickets(db, query, person);
  applyFilter(query, filter);
  const rows: Row[] = await query;
  const tickets = await withState(db, rows.slice(0, pageSize));
  const last = tickets.at(-1);
  return { tickets, next: rows.length > pageSize && last ? `${last.startedAt}|${last.id}` : null };
}

/** What the list shows of these tickets, by id. */
export async function selectTicketItems(
  db: Knex,
  ids: readonly number[],
): Promise<Map<number, TicketListItem>> {
  if (ids.length === 0) return new Map();
  const rows: Row[] = await ticketRows(db).whereIn('tickets.id', [...ids]);
  return new Map((await withState(db, rows)).map((ticket) => [ticket.id, ticket]));
}

/** What lists of tickets show, from tickets joined with their definition, customer and initiator. */
export const ticketListColumns = [
  'tickets.id',
  'tickets.number',
  'tickets.title',
  'tickets.status',
  'tickets.category',
  'tickets.startedAt',
  'tickets.endedAt',
  'process_definitions.name as processName',
  'customers.name as customerName',
  'persons.name as initiatorName',
] as const;

function ticketRows(db: Knex): Knex.QueryBuilder {
  return db('tickets')
    .join('process_definitions', 'process_definitions.id', 'tickets.definitionId')
    .leftJoin('customers', 'customers.id', 'tickets.customerId')
    .leftJoin('persons', 'persons.id', 'tickets.initiatorId')
    .select(...ticketListColumns);
}

/** Whether a ticket has this number; does not check visibility. */
export async function isTicketNumber(db: Knex, number: string): Promise<boolean> {
  if (!/^[A-Z][A-Z0-9]{1,9}-[\d-]+$/.test(number)) return false;
  return (await db('tickets').where({ number }).first('id')) !== undefined;
}

function applyFilter(query: Knex.QueryBuilder, filter: TicketFilter): void {
  if (filter.status) query.where('tickets.status', filter.status);
  if (filter.processKey) query.where('tickets.processKey', filter.processKey);
  if (filter.customerId) query.where('tickets.customerId', filter.customerId);
  if (filter.startedBy) query.where('tickets.initiatorId', filter.startedBy);
  filter.narrow?.(query);
  for (const word of (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 5)) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    query.whereRaw(
      "(lower(tickets.number) like ? escape '\\' or lower(tickets.title) like ? escape '\\' or customers.search_text like ? escape '\\')",
      [pattern, pattern, pattern],
    );
  }
  const cursor = filter.after?.split('|');
  if (cursor?.length === 2) {
    query.whereRaw('(tickets.started_at, tickets.id) < (?, ?)', [String(cursor[0]), Number(cursor[1])]);
  }
}

async function withState(db: Knex, rows: Row[]): Promise<TicketListItem[]> {
  const ids = rows.map((row) => row.id);
  const waiting: Pick<TaskRow, 'ticketId' | 'name' | 'escalation' | 'priority'>[] = await db('tasks')
    .whereIn('ticketId', ids)
    .whereIn('status', ['ready', 'claimed', 'delegated'])
    .orderBy('id')
    .select('ticketId', 'name', 'escalation', 'priority');
  const children: { parentId: number; number: string }[] = await db('tickets')
    .whereIn('parentId', ids)
    .where({ status: 'active' })
    .whereNotNull('parentExecutionId')
    .orderBy('id')
    .select('parentId', 'number');
  const flags: { ticketId: number }[] = await db('ticket_flags')
    .whereIn('ticketId', ids)
    .where({ flag: 'repeatedRepair' })
    .distinct('ticketId');
  const flagged = new Set(flags.map((flag) => flag.ticketId));
  return rows.map((row) => {
    const own = waiting.filter((task) => task.ticketId === row.id);
    return {
      ...row,
      waitingTasks: [...new Set(own.map((task) => task.name))],
      waitingChildren: children.filter((child) => child.parentId === row.id).map((child) => child.number),
      escalated: own.some((task) => Boolean(task.escalation)),
      priority: Math.max(0, ...own.map((task) => task.priority)),
      isRepeatedRepair: flagged.has(row.id),
    };
  });
}
