import type { Knex } from 'knex';

/** One saved version of a paper's layout, never changed afterwards. Version 0 is the delivered file and has no row. */
export interface PaperLayoutRow {
  id: number;
  key: string;
  version: number;
  layout: string;
  /** Why it was changed. */
  note: string;
  savedAt: string;
  savedBy: number;
}

export type PaperLayoutVersion = Omit<PaperLayoutRow, 'layout'> & { savedByName: string };

/** The newest saved version of every changed paper. */
export async function selectLatestPaperLayouts(db: Knex): Promise<PaperLayoutRow[]> {
  const newest = db('paper_layouts').groupBy('key').max('id');
  return db('paper_layouts').whereIn('id', newest);
}

export async function selectOptionalLatestPaperLayout(
  db: Knex,
  key: string,
): Promise<PaperLayoutRow | undefined> {
  return db('paper_layouts').where({ key }).orderBy('version', 'desc').first();
}

export async function selectOptionalPaperLayout(
  db: Knex,
  key: string,
  version: number,
): Promise<PaperLayoutRow | undefined> {
  return db('paper_layouts').where({ key, version }).first();
}

/** The saved versions of a paper, newest first. */
export async function selectPaperLayoutVersions(db: Knex, key: string): Promise<PaperLayoutVersion[]> {
  return db('paper_layouts')
    .join('persons', 'persons.id', 'paper_layouts.savedBy')
    .where({ key })
    .orderBy('version', 'desc')
    .select(
      'paper_layouts.id',
      'paper_layouts.key',
      'paper_layouts.version',
      'paper_layouts.note',
      'paper_layouts.savedAt',
      'paper_layouts.savedBy',
      'persons.name as savedByName',
    );
}

export async function insertPaperLayout(db: Knex, layout: Omit<PaperLayoutRow, 'id'>): Promise<void> {
  await db('paper_layouts').insert(layout);
}
