import type { Knex } from 'knex';
import { NotFound } from '../../../platform/errors.js';

/** A filter of the inbox that a person keeps under a name. */
export interface SavedFilterRow {
  id: number;
  personId: number;
  name: string;
  /** What was chosen on the page, the searched words included. */
  choice: Record<string, string>;
  savedAt: string;
}

const parse = (row: SavedFilterRow): SavedFilterRow => ({
  ...row,
  choice: JSON.parse(row.choice as unknown as string),
});

/** A person's filters in the order in which they were first saved. */
export async function selectSavedFilters(db: Knex, personId: number): Promise<SavedFilterRow[]> {
  const rows = await db('saved_filters').where({ personId }).orderBy('id');
  return rows.map(parse);
}

/** @throws {NotFound} also when it is somebody else's */
export async function selectSavedFilter(db: Knex, personId: number, id: number): Promise<SavedFilterRow> {
  const row = await db('saved_filters').where({ id, personId }).first();
  if (!row) throw new NotFound('筛选');
  return parse(row);
}

/** A filter of the same name is replaced. */
export async function upsertSavedFilter(tx: Knex, filter: Omit<SavedFilterRow, 'id'>): Promise<void> {
  await tx('saved_filters')
    .insert({ ...filter, choice: JSON.stringify(filter.choice) })
    .onConflict(['personId', 'name'])
    .merge(['choice', 'savedAt']);
}

export async function deleteSavedFilter(tx: Knex, personId: number, id: number): Promise<void> {
  await tx('saved_filters').where({ id, personId }).delete();
}
