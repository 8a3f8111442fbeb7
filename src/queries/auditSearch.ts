import type { Knex } from 'knex';
import type { ServiceCategory, TicketStatus } from '../db/tickets.js';
import type { AuditedRule } from '../rules/auditedRules.js';
import { type RuledElements, selectBreaches, selectRuledElements, whereBroken } from './ruleBreaches.js';
import { ticketListColumns } from './tickets.js';

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

/** Tickets that fit, the newest first, at most `limit`, and how many there are in all. */
export async function searchAudited(
  db: Knex,
  filter: AuditFilter,
  limit: number,
): Promise<{ tickets: AuditedTicket[]; all: number }> {
  const processes = await selectRuledElements(db);
  const [counted] = await filtered(db, filter, processes).count({ count: '*' });
  const rows: Omit<AuditedTicket, 'breaches'>[] = await filtered(db, filter, processes)
    .leftJoin('persons', 'persons.id', 'tickets.initiatorId')
    .orderBy([
      { column: 'tickets.startedAt', order: 'desc' },
      { column: 'tickets.id', order: 'desc' },
    ])
    .limit(limit)
    .select(...ticketListColumns, 'process_definitions.version');
  const breaches = await breachesOf(db, rows, processes);
  const tickets = rows.map((row) => ({ ...row, breaches: breaches.get(row.id) ?? [] }));
  return { tickets, all: Number((counted as { count: number | string }).count) };
}

/** In parts, as a statement takes only so many values. */
async function breachesOf(db: Knex, rows: readonly { id: number }[], processes: RuledElements) {
  const breaches = new Map<number, AuditedRule[]>();
  const atOnce = 500;
  for (let index = 0; index < rows.length; index += atOnce) {
    const ids = rows.slice(index, index + atOnce).map((row) => row.id);
    for (const [id, rules] of await selectBreaches(db, ids, processes)) breaches.set(id, rules);
  }
  return breaches;
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
