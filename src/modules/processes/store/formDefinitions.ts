import type { Knex } from 'knex';

/** One immutable version of a form. */
export interface FormDefinitionRow {
  id: number;
  key: string;
  version: number;
  title: string;
  /** The JSON Schema as text. */
  schema: string;
  contentHash: string;
  deployedAt: string;
}

export async function selectOptionalLatestForm(
  db: Knex,
  key: string,
): Promise<FormDefinitionRow | undefined> {
  return db('form_definitions').where({ key }).orderBy('version', 'desc').first();
}

/** Ids of the newest version of every form, by key. */
export async function selectLatestFormIds(db: Knex): Promise<Map<string, number>> {
  const rows: { key: string; id: number }[] = await db('form_definitions')
    .groupBy('key')
    .select('key')
    .max({ id: 'id' });
  return new Map(rows.map(({ key, id }) => [key, id]));
}

export async function selectForms(db: Knex, ids: number[]): Promise<FormDefinitionRow[]> {
  return ids.length === 0 ? [] : db('form_definitions').whereIn('id', ids);
}

/** The form versions that a process version pins. */
export async function selectFormsOfDefinition(db: Knex, definitionId: number): Promise<FormDefinitionRow[]> {
  return db('form_definitions')
    .join('definition_forms', 'definition_forms.formId', 'form_definitions.id')
    .where({ definitionId })
    .select('form_definitions.*');
}

export async function insertForm(db: Knex, form: Omit<FormDefinitionRow, 'id'>): Promise<number> {
  const [row] = await db('form_definitions').insert(form).returning('id');
  return row.id;
}
