import type { Knex } from 'knex';
import { type AccessRow, selectAccesses } from '../../../platform/access/accessLog.js';

const pageSize = 50;

/** One page of the access log, newest first; `next` is the `before` of the following page. */
export async function selectAccessPage(
  db: Knex,
  before: number | undefined,
): Promise<{ accesses: AccessRow[]; next: number | null }> {
  const rows = await selectAccesses(db, pageSize + 1, before);
  const accesses = rows.slice(0, pageSize);
  return { accesses, next: rows.length > pageSize ? (accesses.at(-1)?.id ?? null) : null };
}
