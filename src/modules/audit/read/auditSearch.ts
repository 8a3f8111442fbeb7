import type { Knex } from 'knex';
import { type ServiceCategory, type TicketStatus, ticketListColumns } from '../../tickets/index.js';
import type { AuditedRule } from '../model/auditedRules.js';
import {
  type ElementsByProcess,
  selectBreaches,
  selectElementsByProcess,
  whereRuleIsBroken,
} from './ruleBreaches.js';

/** The criteria of an audit search; a ticket must meet all that are given. */
export interface AuditFilter {
  /** Part of the name of somebody who started the ticket or worked on it. */
  person?: string;
  /** Words of the customer: name, pinyin, phone, contact. */
  customer?: string;
  rule?: AuditedRule;
  processKey?: string;
  version?: number;
  /** ISO 8601 in UTC: the ticket started at or after `from`, and before `before`. */
  from?: string;
  before?: string;
}

export interface AuditedTicket {
  id: number;
  number: string;
  title: string;
  status: TicketStatus;
  category: ServiceCategory | null;
  startedAt: string;
  endedAt: string | null;
  processName: string;
  version: number;
  customerName: string | null;
  initiatorName: string | null;
  breaches: AuditedRule[];
}

/** The newest tickets that meet the criteria, at most `limit`. */
export async function searchAuditedTickets(
  db: Knex,
  filter: AuditFilter,
  limit: number,
): Promise<AuditedTicket[]> {
  return selectAuditedPage(db, filter, await selectElementsByProcess(db), limit);
}

/** The number of tickets that meet the criteria. */
export async function countAuditedTickets(db: Knex, filter: AuditFilter): Promise<number> {
  const row = await filteredTickets(db, filter, await selectElementsByProcess(db))
    .count({ count: '*' })
    .first();
  return Number(row?.count);
}

/** Ids of one batch become values of one statement, whose number is limited. */
const batchSize = 500;

/** Reads every ticket that meets the criteria, newest first, in batches. */
export async function* readAuditedTickets(db: Knex, filter: AuditFilter): AsyncGenerator<AuditedTicket[]> {
  const processes = await selectElementsByProcess(db);
  for (let last: AuditedTicket | undefined; ; ) {
    const tickets: AuditedTicket[] = await selectAuditedPage(db, filter, processes, batchSize, last);
    if (tickets.length > 0) yield tickets;
    if (tickets.length < batchSize) return;
    last = tickets.at(-1);
  }
}

/** The newest tickets that meet the criteria, or the newest ones after `after`. */
async function selectAuditedPage(
  db: Knex,
  filter: AuditFilter,
  processes: ElementsByProcess,
  limit: number,
  after?: Pick<AuditedTicket, 'startedAt' | 'id'>,
): Promise<AuditedTicket[]> {
  const query = filteredTickets(db, filter, processes)
    .leftJoin('persons', 'persons.id', 'tickets.initiatorId')
    .orderBy([
      { column: 'tickets.startedAt', order: 'desc' },
      { column: 'tickets.id', order: 'desc' },
    ])
    .limit(limit)
    .select(...ticketListColumns, 'process_definitions.version');
  if (after) query.whereRaw('(tickets.started_at, tickets.id) < (?, ?)', [after.startedAt, after.id]);
  const rows: Omit<AuditedTicket, 'breaches'>[] = await query;
  const breaches = await selectBreaches(
    db,
    rows.map(({ id }) => id),
    processes,
  );
  return rows.map((row) => ({ ...row, breaches: breaches.get(row.id) ?? [] }));
}

function filteredTickets(db: Knex, filter: AuditFilter, processes: ElementsByProcess): Knex.QueryBuilder {
  const query = db('tickets')
    .join('process_definitions', 'process_definitions.id', 'tickets.definitionId')
    .leftJoin('customers', 'customers.id', 'tickets.customerId');
  if (filter.processKey) query.where('tickets.processKey', filter.processKey);
  if (filter.version) query.where('process_definitions.version', filter.version);
  if (filter.from) query.where('tickets.startedAt', '>=', filter.from);
  if (filter.before) query.where('tickets.startedAt', '<', filter.before);
  if (filter.rule) whereRuleIsBroken(db, query, filter.rule, processes);
  if (filter.person) whereTookPart(db, query, filter.person);
  for (const word of (filter.customer ?? '').toLowerCase().split(/\s+/).filter(Boolean)) {
    query.whereRaw("customers.search_text like ? escape '\\'", [patternOf(word)]);
  }
  return query;
}

function whereTookPart(db: Knex, query: Knex.QueryBuilder, name: string): void {
  const persons = () =>
    db('persons')
      .whereRaw("name like ? escape '\\'", [patternOf(name)])
      .select('id');
  query.where((part) =>
    part
      .whereIn('tickets.initiatorId', persons())
      .orWhereIn('tickets.id', db('tasks').whereIn('assigneeId', persons()).select('ticketId'))
      .orWhereIn('tickets.id', db('tasks').whereIn('completedBy', persons()).select('ticketId')),
  );
}

function patternOf(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
