import type { Knex } from 'knex';
import { type RegisterExportRow, selectRegisterExports } from '../db/registerExports.js';

const pageSize = 50;

/** One page of the record of exports, newest first; `next` is the `before` of the following page. */
export async function selectRegisterExportPage(
  db: Knex,
  before: number | undefined,
): Promise<{ rows: (RegisterExportRow & { personName: string })[]; next: number | null }> {
  const found = await selectRegisterExports(db, pageSize + 1, before);
  const rows = found.slice(0, pageSize);
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null };
}
