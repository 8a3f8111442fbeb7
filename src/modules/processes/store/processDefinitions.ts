import type { Knex } from 'knex';
import type { DefinitionElement } from '../../../bpmn/types.js';
import { hasRowLocks } from '../../../platform/db/connect.js';
import { NotFound } from '../../../platform/errors.js';

/** One immutable version of a diagram. */
export interface ProcessDefinitionRow {
  id: number;
  key: string;
  version: number;
  name: string;
  xml: string;
  /** Serialised model that the engine loads. */
  source: string;
  elements: DefinitionElement[];
  startFormKey: string | null;
  /** SHA-256 over the diagram and the forms it names. */
  contentHash: string;
  deployedAt: string;
  deployedBy: number | null;
  /** The publisher's note on what was changed. */
  comment: string | null;
  /** Who approved it (R18). */
  approvedBy: number | null;
  /** The older version of which this one is the copy. */
  restoredFrom: number | null;
}

const parse = (row: ProcessDefinitionRow & { elements: unknown }): ProcessDefinitionRow => ({
  ...row,
  elements: JSON.parse(row.elements as unknown as string),
});

/** One publication at a time, until the transaction ends: two diagrams published at once must see one another. */
export async function lockDefinitions(tx: Knex): Promise<void> {
  if (hasRowLocks(tx)) await tx.raw('lock table process_definitions in share row exclusive mode');
}

/** @throws {NotFound} */
export async function selectDefinition(db: Knex, id: number): Promise<ProcessDefinitionRow> {
  const row = await db('process_definitions').where({ id }).first();
  if (!row) throw new NotFound('流程版本');
  return parse(row);
}

export async function selectOptionalDefinitionId(
  db: Knex,
  key: string,
  version: number,
): Promise<number | undefined> {
  return (await db('process_definitions').where({ key, version }).first('id'))?.id;
}

/**
 * The version of another process that a version was checked against when it was published: the last before it, or the
 * first of all where they came into force together.
 */
export async function selectOptionalVersionCalled(
  db: Knex,
  key: string,
  callerId: number,
): Promise<number | undefined> {
  const versions = () => db('process_definitions').where({ key });
  const before = await versions().where('id', '<', callerId).orderBy('version', 'desc').first('id');
  return (before ?? (await versions().orderBy('version').first('id')))?.id;
}

export async function selectOptionalLatestDefinition(
  db: Knex,
  key: string,
): Promise<ProcessDefinitionRow | undefined> {
  const row = await db('process_definitions').where({ key }).orderBy('version', 'desc').first();
  return row && parse(row);
}

/** @throws {NotFound} */
export async function selectLatestDefinition(db: Knex, key: string): Promise<ProcessDefinitionRow> {
  const definition = await selectOptionalLatestDefinition(db, key);
  if (!definition) throw new NotFound('流程');
  return definition;
}

/** The number of the latest version of a process with this content, if there is one. */
export async function selectOptionalVersionByContent(
  db: Knex,
  key: string,
  contentHash: string,
): Promise<number | undefined> {
  const query = db('process_definitions').where({ key, contentHash });
  return (await query.orderBy('version', 'desc').first('version'))?.version;
}

/** Elements and content hash of each version of a process, newest first. */
export async function selectDefinitionContents(
  db: Knex,
  key: string,
): Promise<Pick<ProcessDefinitionRow, 'elements' | 'contentHash'>[]> {
  const rows = await db('process_definitions')
    .where({ key })
    .orderBy('version', 'desc')
    .select('elements', 'contentHash');
  return rows.map(parse);
}

/** Names of the other processes whose newest version uses one of these forms, by form. */
export async function selectOtherUsers(
  db: Knex,
  processKey: string,
  formKeys: readonly string[],
): Promise<Map<string, string[]>> {
  if (formKeys.length === 0) return new Map();
  const newest = db('process_definitions').groupBy('key').max('id');
  const rows: { formKey: string; name: string }[] = await db('definition_forms')
    .join('process_definitions', 'process_definitions.id', 'definition_forms.definitionId')
    .whereIn('process_definitions.id', newest)
    .whereIn('definition_forms.formKey', [...formKeys])
    .whereNot({ key: processKey })
    .orderBy('name')
    .select('definition_forms.formKey', 'name');
  const users = new Map<string, string[]>();
  for (const { formKey, name } of rows) users.set(formKey, [...(users.get(formKey) ?? []), name]);
  return users;
}

/** The newest version of each process, in the order of their keys. */
export async function selectLatestDefinitions(db: Knex): Promise<ProcessDefinitionRow[]> {
  const rows = await db('process_definitions as newest')
    .whereNotExists((later) =>
      later
        .select(db.raw('1'))
        .from('process_definitions as later')
        .whereRaw('later.key = newest.key and later.version > newest.version'),
    )
    .orderBy('key');
  return rows.map(parse);
}

/** The keys of all processes. */
export async function selectProcessKeys(db: Knex): Promise<string[]> {
  const rows: { key: string }[] = await db('process_definitions').distinct('key').orderBy('key');
  return rows.map(({ key }) => key);
}

export type DefinitionVersion = Pick<
  ProcessDefinitionRow,
  'id' | 'version' | 'deployedAt' | 'deployedBy' | 'comment' | 'approvedBy' | 'restoredFrom'
>;

/** The versions of a process without their diagrams, newest first. */
export async function selectDefinitionVersions(db: Knex, key: string): Promise<DefinitionVersion[]> {
  return db('process_definitions')
    .where({ key })
    .orderBy('version', 'desc')
    .select('id', 'version', 'deployedAt', 'deployedBy', 'comment', 'approvedBy', 'restoredFrom');
}

/** Adds a version and pins the forms it uses. */
export async function insertDefinition(
  db: Knex,
  definition: Omit<ProcessDefinitionRow, 'id'>,
  forms: { formKey: string; formId: number }[],
): Promise<number> {
  const [row] = await db('process_definitions')
    .insert({ ...definition, elements: JSON.stringify(definition.elements) })
    .returning('id');
  if (forms.length > 0) {
    await db('definition_forms').insert(forms.map((form) => ({ ...form, definitionId: row.id })));
  }
  return row.id;
}
