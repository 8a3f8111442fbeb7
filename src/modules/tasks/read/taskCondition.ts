import type { Knex } from 'knex';
import { customerCondition, type RowFilter } from '../../customers/index.js';
import type { ServiceCategory } from '../../tickets/index.js';

export interface TaskFilter {
  processKey?: string;
  category?: ServiceCategory;
  /** 0 特急, 1 紧急, 2 as usual. */
  urgency?: number;
  /** Due from this moment on. */
  dueFrom?: string;
  /** Due before this moment. */
  dueBefore?: string;
  /** A ticket's number, or words about the customer as the customer file is searched. */
  text?: string;
}

/** The filter as conditions on entries of the inbox. */
export async function taskCondition(db: Knex, filter: TaskFilter): Promise<RowFilter> {
  const ofText = filter.text ? await textCondition(db, filter.text, 'inbox_entries') : () => {};
  return (query) => {
    const { processKey, category, urgency, dueFrom, dueBefore } = filter;
    if (processKey) query.where('inbox_entries.processKey', processKey);
    if (category) query.where('inbox_entries.category', category);
    if (urgency !== undefined) query.where('inbox_entries.urgency', urgency);
    if (dueFrom) query.where('inbox_entries.dueAt', '>=', dueFrom);
    if (dueBefore) query.where('inbox_entries.dueAt', '<', dueBefore);
    ofText(query);
  };
}

/** The filter as conditions on tickets; what only open tasks have is of no matter. */
export async function ticketCondition(db: Knex, filter: TaskFilter): Promise<RowFilter> {
  const ofText = filter.text ? await textCondition(db, filter.text, 'tickets') : () => {};
  return (query) => {
    if (filter.processKey) query.where('tickets.processKey', filter.processKey);
    if (filter.category) query.where('tickets.category', filter.category);
    ofText(query);
  };
}

/** A whole ticket number is that ticket; anything else is about a customer. */
async function textCondition(db: Knex, text: string, table: 'inbox_entries' | 'tickets'): Promise<RowFilter> {
  const number = text.trim().toUpperCase();
  const ticket: { id: number } | undefined = await db('tickets').where({ number }).first('id');
  if (!ticket) return customerCondition(db, text, `${table}.customerId`);
  const column = table === 'tickets' ? 'tickets.id' : 'inbox_entries.ticketId';
  return (query) => void query.where(column, ticket.id);
}
