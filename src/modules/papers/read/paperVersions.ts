import type { Knex } from 'knex';
import { NotFound } from '../../../platform/errors.js';
import {
  type PaperLayoutVersion,
  selectOptionalPaperLayout,
  selectPaperLayoutVersions,
} from '../store/paperLayouts.js';

/** The saved versions of a paper's layout, newest first, without the delivered one. */
export function selectPaperVersions(db: Knex, key: string): Promise<PaperLayoutVersion[]> {
  return selectPaperLayoutVersions(db, key);
}

/** The text of a saved version. @throws {NotFound} */
export async function selectPaperText(db: Knex, key: string, version: number): Promise<string> {
  const row = await selectOptionalPaperLayout(db, key, version);
  if (!row) throw new NotFound('该版式版本');
  return row.layout;
}
