import type { Knex } from 'knex';
import { type ServiceCategory, type TicketStatus, ticketListColumns } from '../../tickets/index.js';
import type { AuditedRule } from '../model/auditedRules.js';
import { type RuledElements, selectBreaches, selectRuledElements, whereBroken } from './ruleBreaches.js';

/** What an auditor looks for; all that is given must be true. */
export interface AuditFilter {
  /** Part of the name of somebody who started the ticket or worked on it. */
  person?: string;
  /** Words of the customer: name, pinyin, phone, contact. */
  customer?: string;
  rule?: AuditedRule;
  processKey?: string;
  version?: number;
  /** ISO 8601 in UTC: started from then on, and before then. */
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

/** The newest tickets that fit, at most `limit`. */
export async function searchAudited(db: Knex, filter: AuditFilter, limit: number): Promise<AuditedTicket[]> {
  return page(db, filter, await selectRuledElements(db), limit);
}

/** How many tickets fit. */
export async function countAudited(db: Knex, filter: AuditFilter): Promise<number> {
  const row = await filtered(db, filter, await selectRuledElements(db))
    .count({ count: '*' })
    .first();
  return Number(row?.count);
}

/** As many as a statement takes values for. */
const portion = 500;

/** Every ticket that fits, the newest first, in portions. */
export async function* readAudited(db: Knex, filter: AuditFilter): AsyncGenerator<AuditedTicket[]> {
  const processes = await selectRuledElements(db);
  for (let last: AuditedTicket | undefined; ; ) {
    const tickets: AuditedTicket[] = await page(db, filter, processes, portion, last);
    if (tickets.length > 0) yield tickets;
    if (tickets.length < portion) return;
    last = tickets.at(-1);
  }
}

/** The newest that fit, or the newest behind one of them. */
async function page(
  db: Knex,
  filter: AuditFilter,
  processes: RuledElements,
  limit: number,
  after?: Pick<AuditedTicket, 'startedAt' | 'id'>,
): Promise<AuditedTicket[]> {
  const query = filtered(db, filter, processes)
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

function filtered(db: Knex, filter: AuditFilter, processes: RuledElements): Knex.QueryBuilder {
  const query = db('tickets')
    .join('process_definitions', 'process_definitions.id', 'tickets.definitionId')
    .leftJoin('customers', 'customers.id', 'tickets.customerId');
  if (filter.processKey) query.where('tickets.processKey', filter.processKey);
  if (filter.version) query.where('process_definitions.version', filter.version);
  if (filter.from) query.where('tickets.startedAt', '>=', filter.from);
  if (filter.before) query.where('tickets.startedAt', '<', filter.before);
  if (filter.rule) whereBroken(db, query, filter.rule, processes);
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
