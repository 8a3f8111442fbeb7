import type { Knex } from 'knex';
import { readSubmission } from '../../../forms/submission/readSubmission.js';
import { validateSubmission } from '../../../forms/submission/validateSubmission.js';
import type { FieldError } from '../../../platform/errors.js';
import type { RecordKind } from '../model/recordForms.js';
import { recordForm } from '../model/recordForms.js';
import type { Facts } from '../store/customerChanges.js';
import type { ImportRow } from '../store/customerImportRows.js';
import { type CustomerRecord, dataOfFacts, factsOfData } from './customerRecords.js';
import { findDuplicates } from './findDuplicates.js';
import {
  findOwner,
  findRecord,
  findSite,
  type Owner,
  RefusedRow,
  refuseRepeated,
} from './findImportTarget.js';

export interface Judgement {
  verdict: 'new' | 'changed' | 'unchanged' | 'refused';
  /** Why the row is refused, or a warning to check before the import. */
  reason: string | null;
  changes: { before: Facts; after: Facts } | null;
  /** The record to write; null for a refused row. */
  target: { customerId: number | null; known: CustomerRecord | null; facts: Facts } | null;
}

/**
 * Determines what a row of a workbook would change in the present customer file. An empty cell changes nothing. It is
 * called twice: for the preview, and again when the row is written.
 */
export async function judgeImportRow(
  db: Knex,
  row: ImportRow,
  moment: { now: Date; timeZone: string },
): Promise<Judgement> {
  try {
    if (row.reason !== null && row.verdict === 'refused') throw new RefusedRow(row.reason);
    return await judge(db, row, moment);
  } catch (error) {
    if (!(error instanceof RefusedRow)) throw error;
    return { verdict: 'refused', reason: error.message, changes: null, target: null };
  }
}

async function judge(db: Knex, row: ImportRow, moment: { now: Date; timeZone: string }): Promise<Judgement> {
  const { kind } = row;
  const owner = await findOwner(db, row);
  await refuseRepeated(db, row);
  const known = owner === null ? null : await findRecord(db, row, owner);
  const facts = await readFacts(db, row, owner, known, moment);
  const before = known?.facts ?? {};
  const names = Object.keys(facts).filter((name) => (before[name] ?? null) !== (facts[name] ?? null));
  const target = { customerId: owner?.customer?.id ?? null, known, facts };
  if (known && names.length === 0) return { verdict: 'unchanged', reason: null, changes: null, target };
  const changes = { before: pick(before, known ? names : []), after: pick(facts, names) };
  const reason = kind === 'customer' && !known ? await duplicateMessage(db, facts) : null;
  return { verdict: known ? 'changed' : 'new', reason, changes, target };
}

async function readFacts(
  db: Knex,
  row: ImportRow,
  owner: Owner | null,
  known: CustomerRecord | null,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<Facts> {
  const { kind, cells } = row;
  const form = recordForm(kind);
  const fields = Object.entries(cells).filter(
    ([name, text]) => text !== '' && name in form.schema.properties,
  );
  const { data, errors } = readSubmission(form, Object.fromEntries(fields), { timeZone });
  const siteId = cells.site && owner ? await findSite(db, row, owner, cells.site) : null;
  const kept = known ? dataOfFacts(known.facts) : {};
  const complete = { ...kept, ...data, ...(siteId === null ? {} : { siteId }) };
  const { siteId: at, ...others } = complete as Record<string, unknown> & { siteId?: number };
  const people = { sites: at === undefined ? [] : [{ id: at, name: '' }] };
  const context = { now: now.toISOString(), timeZone, actor: { id: 0, name: '' }, people, variables: {} };
  const found = errors.length > 0 ? errors : validateSubmission(form, complete, context);
  if (found.length > 0) throw new RefusedRow(describe(kind, found));
  return factsOfData(kind, at === undefined ? others : { ...others, siteId: at });
}

function describe(kind: RecordKind, errors: readonly FieldError[]): string {
  const { properties } = recordForm(kind).schema;
  const sentences = errors.map(({ path, message, namesField }) => {
    const { title } = properties[path] ?? {};
    return namesField || title === undefined ? message : `${title}：${message}`;
  });
  return [...new Set(sentences)].join('；').slice(0, 500);
}

async function duplicateMessage(db: Knex, facts: Facts): Promise<string | null> {
  const [duplicate] = await findDuplicates(db, 'customer', facts, null);
  return duplicate
    ? `与「${duplicate.customerName}」${duplicate.reason}，请核对是否重复`.slice(0, 500)
    : null;
}

function pick(facts: Facts, names: string[]): Facts {
  return Object.fromEntries(names.map((name) => [name, facts[name] ?? null]));
}
