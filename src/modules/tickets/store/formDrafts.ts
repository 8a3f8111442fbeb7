import type { Knex } from 'knex';

export interface FormDraft {
  data: Record<string, unknown>;
  savedAt: string;
}

/** `scope` is `task:<id>`, `start:<process key>` or `start:<process key>/<start event>`. */
export async function selectOptionalFormDraft(
  db: Knex,
  personId: number,
  scope: string,
): Promise<FormDraft | undefined> {
  const row = await db('form_drafts').where({ personId, scope }).first();
  return row && { data: JSON.parse(row.data), savedAt: row.savedAt };
}

/** The scopes for which anybody has a draft. */
export async function selectScopesWithFormDraft(db: Knex, scopes: readonly string[]): Promise<Set<string>> {
  if (scopes.length === 0) return new Set();
  const rows: { scope: string }[] = await db('form_drafts')
    .whereIn('scope', [...scopes])
    .distinct('scope');
  return new Set(rows.map(({ scope }) => scope));
}

const maxListedDrafts = 200;

/** A person's drafts, the last saved first. */
export async function selectFormDrafts(
  db: Knex,
  personId: number,
): Promise<{ scope: string; savedAt: string }[]> {
  return db('form_drafts')
    .where({ personId })
    .orderBy('savedAt', 'desc')
    .limit(maxListedDrafts)
    .select('scope', 'savedAt');
}

export async function countFormDrafts(db: Knex, personId: number): Promise<number> {
  const row = await db('form_drafts').where({ personId }).count({ count: '*' }).first();
  return Number(row?.count);
}

export async function upsertFormDraft(
  db: Knex,
  personId: number,
  scope: string,
  draft: FormDraft,
): Promise<void> {
  await db('form_drafts')
    .insert({ personId, scope, data: JSON.stringify(draft.data), savedAt: draft.savedAt })
    .onConflict(['personId', 'scope'])
    .merge();
}

/** Moves a draft to another person and replaces a draft there; does nothing without one. */
export async function moveFormDraft(tx: Knex, from: number, to: number, scope: string): Promise<void> {
  const isThere = await tx('form_drafts').where({ personId: from, scope }).first('scope');
  if (!isThere) return;
  await tx('form_drafts').where({ personId: to, scope }).delete();
  await tx('form_drafts').where({ personId: from, scope }).update({ personId: to });
}

export async function deleteFormDraft(db: Knex, personId: number, scope: string): Promise<void> {
  await db('form_drafts').where({ personId, scope }).delete();
}

/** Deletes all drafts of a finished task or start form. */
export async function deleteFormDraftsOfScope(db: Knex, scope: string): Promise<void> {
  await db('form_drafts').where({ scope }).delete();
}

/** Ids of the uploads that drafts hold. */
export async function selectUploadsInFormDrafts(db: Knex): Promise<Set<number>> {
  const texts: string[] = await db('form_drafts').where('data', 'like', '%"sha256"%').pluck('data');
  return new Set(texts.flatMap((text) => uploadIdsIn(JSON.parse(text))));
}

function uploadIdsIn(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return [];
  const { id, sha256 } = value as { id?: unknown; sha256?: unknown };
  const own = typeof sha256 === 'string' && Number.isInteger(id) ? [id as number] : [];
  return [...own, ...Object.values(value).flatMap(uploadIdsIn)];
}
