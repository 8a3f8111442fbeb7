import type { Knex } from 'knex';
import { hasRowLocks } from '../../../platform/db/connect.js';
import { NotFound } from '../../../platform/errors.js';

/** open -> submitted -> published; a refused one is open again; discarded is the other end. */
export type ProcessDraftStatus = 'open' | 'submitted' | 'published' | 'discarded';

/** A diagram that process owners work on; the forms changed with it are in `process_draft_forms`. */
export interface ProcessDraftRow {
  id: number;
  processKey: string;
  name: string;
  xml: string;
  /** The version that it began with; null for a new process. */
  baseDefinitionId: number | null;
  /** Grows with each saved diagram. */
  revision: number;
  status: ProcessDraftStatus;
  /** Content of the folder from which it was made; null when a person began it. */
  sourceHash: string | null;
  /** Null: the system, from the folder. */
  createdBy: number | null;
  createdAt: string;
  updatedBy: number | null;
  updatedAt: string;
  /** Who may write, until when. */
  lockedBy: number | null;
  lockedUntil: string | null;
  /** What was changed, for the version that it becomes. */
  comment: string | null;
  submittedBy: number | null;
  submittedAt: string | null;
  /** Why it was sent back last. */
  refusal: string | null;
  publishedDefinitionId: number | null;
}

export type ProcessDraftSummary = Omit<ProcessDraftRow, 'xml'>;

const notFoundName = '草稿';

/** @throws {NotFound} */
export async function selectProcessDraft(db: Knex, id: number): Promise<ProcessDraftRow> {
  const row = await db('process_drafts').where({ id }).first();
  if (!row) throw new NotFound(notFoundName);
  return row;
}

/** The same, and nobody else writes it before the transaction ends. @throws {NotFound} */
export async function selectProcessDraftForUpdate(
  tx: Knex.Transaction,
  id: number,
): Promise<ProcessDraftRow> {
  const query = tx('process_drafts').where({ id }).first();
  const row = await (hasRowLocks(tx) ? query.forUpdate() : query);
  if (!row) throw new NotFound(notFoundName);
  return row;
}

const summaryColumns = [
  'id',
  'processKey',
  'name',
  'baseDefinitionId',
  'revision',
  'status',
  'sourceHash',
  'createdBy',
  'createdAt',
  'updatedBy',
  'updatedAt',
  'lockedBy',
  'lockedUntil',
  'comment',
  'submittedBy',
  'submittedAt',
  'refusal',
  'publishedDefinitionId',
] as const;

/** Drafts that are neither published nor discarded, without their diagrams; the last changed first. */
export async function selectUnfinishedDrafts(db: Knex, processKey?: string): Promise<ProcessDraftSummary[]> {
  const query = db('process_drafts').whereIn('status', ['open', 'submitted']).select(summaryColumns);
  if (processKey !== undefined) query.where({ processKey });
  return query.orderBy([{ column: 'updatedAt', order: 'desc' }, 'id']);
}

/** Whether a draft was ever made of this content of the folder. */
export async function hasDraftOfSource(db: Knex, processKey: string, sourceHash: string): Promise<boolean> {
  return (await db('process_drafts').where({ processKey, sourceHash }).first('id')) !== undefined;
}

export type NewProcessDraft = Pick<
  ProcessDraftRow,
  'processKey' | 'name' | 'xml' | 'baseDefinitionId' | 'sourceHash' | 'createdBy' | 'createdAt'
>;

export async function insertProcessDraft(db: Knex, draft: NewProcessDraft): Promise<number> {
  const { createdBy, createdAt } = draft;
  const [row] = await db('process_drafts')
    .insert({ ...draft, status: 'open', updatedBy: createdBy, updatedAt: createdAt })
    .returning('id');
  return row.id;
}

/** Writes fields of a draft that the transaction holds. */
export async function updateProcessDraft(
  tx: Knex,
  id: number,
  change: Partial<Omit<ProcessDraftRow, 'id' | 'processKey' | 'createdBy' | 'createdAt'>>,
): Promise<void> {
  await tx('process_drafts').where({ id }).update(change);
}
