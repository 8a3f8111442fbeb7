import type { Knex } from 'knex';
import type { Person } from '../../../platform/actor.js';
import { selectTickets } from '../../tickets/index.js';
import { type TaskFilter, ticketCondition } from './taskCondition.js';

/** One page of the tickets that the person started, the newest first. */
export async function selectStartedTickets(
  db: Knex,
  person: Person,
  options: { filter: TaskFilter; after?: string },
): ReturnType<typeof selectTickets> {
  const narrow = await ticketCondition(db, options.filter);
  return selectTickets(db, person, { startedBy: person.id, narrow, after: options.after });
}
