import type { Knex } from 'knex';
import type { InboxEntryRow } from '../../tickets/index.js';

export const sortNames = ['due', 'urgency', 'newest', 'process', 'category', 'customer'] as const;
export type SortName = (typeof sortNames)[number];

type Key = 'dueAt' | 'urgency' | 'createdAt' | 'processKey' | 'category' | 'customerId' | 'taskId';

/** Where a page ended. */
export type InboxMark = Pick<InboxEntryRow, Key | 'rank'>;

/** Each has an index behind `place, rank`. */
const sorts: Record<SortName, { keys: readonly Key[]; direction: 'asc' | 'desc' }> = {
  due: { keys: ['dueAt', 'taskId'], direction: 'asc' },
  urgency: { keys: ['urgency', 'dueAt', 'taskId'], direction: 'asc' },
  newest: { keys: ['createdAt', 'taskId'], direction: 'desc' },
  process: { keys: ['processKey', 'dueAt', 'taskId'], direction: 'asc' },
  category: { keys: ['category', 'dueAt', 'taskId'], direction: 'asc' },
  customer: { keys: ['customerId', 'dueAt', 'taskId'], direction: 'asc' },
};

/** Orders a query of entries of one place and rank, and leaves out what comes before the mark. */
export function orderOf(sort: SortName) {
  const { keys, direction } = sorts[sort];
  return (query: Knex.QueryBuilder, after: InboxMark | undefined): Knex.QueryBuilder => {
    query.orderBy(keys.map((key) => ({ column: `inbox_entries.${key}`, order: direction })));
    if (!after) return query;
    const columns = keys.map(() => '??').join(', ');
    const values = keys.map(() => '?').join(', ');
    return query.whereRaw(`(${columns}) ${direction === 'asc' ? '>' : '<'} (${values})`, [
      ...keys.map((key) => `inbox_entries.${key}`),
      ...keys.map((key) => after[key]),
    ]);
  };
}

/** One list of several that are each in order; a task that lies at two places comes once. */
export function mergeInOrder(sort: SortName, lists: InboxEntryRow[][]): InboxEntryRow[] {
  const { keys, direction } = sorts[sort];
  const sign = direction === 'asc' ? 1 : -1;
  const merged = lists.flat().sort((one, other) => {
    const key = keys.find((name) => one[name] !== other[name]);
    return key === undefined ? 0 : one[key] < other[key] ? -sign : sign;
  });
  return merged.filter((entry, index) => entry.taskId !== merged[index - 1]?.taskId);
}

/** A mark as it stands in an address: what the sort compares, and nothing of the customer but an id. */
export function writeMark(sort: SortName, mark: InboxMark): string {
  return [mark.rank, ...sorts[sort].keys.map((key) => mark[key])].join('|');
}

/** The mark that `writeMark` made; undefined for anything else. */
export function readMark(sort: SortName, text: string | undefined): InboxMark | undefined {
  const [rank, ...values] = text?.split('|') ?? [];
  const { keys } = sorts[sort];
  if ((rank !== '0' && rank !== '1') || values.length !== keys.length) return undefined;
  const given = keys.map((key, index) => [key, readKey(key, values[index] as string)] as const);
  if (given.some(([, value]) => value === undefined)) return undefined;
  return { ...emptyMark, ...Object.fromEntries(given), rank: Number(rank) };
}

const emptyMark: InboxMark = {
  rank: 0,
  dueAt: '',
  urgency: 0,
  createdAt: '',
  processKey: '',
  category: '',
  customerId: 0,
  taskId: 0,
};

const keyPatterns: Record<Key, RegExp> = {
  dueAt: /^\d{4}[0-9T:.Z-]{0,20}$/,
  createdAt: /^\d{4}[0-9T:.Z-]{0,20}$/,
  urgency: /^[012]$/,
  processKey: /^[\w.-]{1,100}$/,
  category: /^[A-Z]$/,
  customerId: /^\d{1,10}$/,
  taskId: /^\d{1,10}$/,
};
const maxInteger = 2_147_483_647;

function readKey(key: Key, text: string): string | number | undefined {
  if (!keyPatterns[key].test(text)) return undefined;
  if (key !== 'urgency' && key !== 'customerId' && key !== 'taskId') return text;
  return Number(text) <= maxInteger ? Number(text) : undefined;
}
