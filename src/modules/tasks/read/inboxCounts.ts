import type { Knex } from 'knex';
import type { Person } from '../../../platform/actor.js';
import { entriesAt, type OpenView, placesOf } from './inbox.js';
import { orderOf } from './inboxOrder.js';

/** Counting stops here, so that it takes no longer when a hundred times as many wait; shown as `999+`. */
export const countLimit = 1000;

export interface OpenCounts {
  mine: number;
  available: number;
}

export interface DueCounts {
  overdue: number;
  /** Due before `soon` and not overdue. */
  soon: number;
}

/** How many tasks each open view holds, up to the limit. */
export async function countInbox(db: Knex, person: Person): Promise<OpenCounts> {
  const [mine, available] = [
    await countEntries(db, person, 'mine', () => {}),
    await countEntries(db, person, 'available', () => {}),
  ];
  return { mine, available };
}

/** How many tasks of a view are overdue or will be soon, up to the limit. */
export async function countDue(
  db: Knex,
  person: Person,
  view: OpenView,
  moments: { now: string; soon: string },
): Promise<DueCounts> {
  const between = (from: string, before: string) => (query: Knex.QueryBuilder) =>
    query
      .whereIn('inbox_entries.rank', [0, 1])
      .where('inbox_entries.dueAt', '>=', from)
      .where('inbox_entries.dueAt', '<', before);
  return {
    overdue: await countEntries(db, person, view, between('', moments.now)),
    soon: await countEntries(db, person, view, between(moments.now, moments.soon)),
  };
}

/**
 * A task that several of the person's groups may claim counts once. In the order of an index: else PostgreSQL reads down the
 * whole table until it has met enough.
 */
async function countEntries(
  db: Knex,
  person: Person,
  view: OpenView,
  narrow: (query: Knex.QueryBuilder) => void,
): Promise<number> {
  const ids = new Set<number>();
  for (const place of placesOf(person, view)) {
    const query = entriesAt(db, person, view, place).modify(narrow).clearSelect();
    orderOf('due')(query.orderBy('inbox_entries.rank'), undefined).limit(countLimit);
    for (const id of await query.pluck('task_id')) ids.add(id);
    if (ids.size >= countLimit) return countLimit;
  }
  return ids.size;
}
