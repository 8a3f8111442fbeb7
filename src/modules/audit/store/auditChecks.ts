import type { Knex } from 'knex';
import type { LongWorkChange, LongWorkRow } from '../../../jobs/store/longWork.js';
import { hasRowLocks } from '../../../platform/db/connect.js';
import { NotFound } from '../../../platform/errors.js';
import type { AuditCheckKind } from '../model/auditChecks.js';

/** A check of all records; `total` and `done` count tickets. */
export interface AuditCheckRow extends LongWorkRow {
  kind: AuditCheckKind;
  /** The numbers of checked events, checkpoints and steps. */
  counts: Record<string, number>;
  /** The first findings, one sentence each. */
  findings: string[];
  findingCount: number;
}

type Stored = Omit<AuditCheckRow, 'counts' | 'findings'> & { counts: string; findings: string };

export const parseAuditCheck = <Row extends Stored>(row: Row) => ({
  ...row,
  counts: JSON.parse(row.counts) as AuditCheckRow['counts'],
  findings: JSON.parse(row.findings) as AuditCheckRow['findings'],
});

export async function insertAuditCheck(
  tx: Knex,
  row: Pick<AuditCheckRow, 'kind' | 'requestedBy' | 'requestedAt'>,
): Promise<number> {
  const nothingYet = { status: 'running', done: 0, counts: '{}', findings: '[]', findingCount: 0 };
  const [inserted] = await tx('audit_checks')
    .insert({ ...row, ...nothingYet })
    .returning('id');
  return inserted.id;
}

/** The running check of the kind, if there is one. */
export async function selectRunningAuditCheck(
  db: Knex,
  kind: AuditCheckKind,
): Promise<{ id: number } | undefined> {
  return db('audit_checks').where({ kind, status: 'running' }).first('id');
}

/** Locked until the transaction ends. @throws {NotFound} */
export async function selectAuditCheckForUpdate(tx: Knex.Transaction, id: number): Promise<AuditCheckRow> {
  const query = tx('audit_checks').where({ id }).first();
  const row: Stored | undefined = await (hasRowLocks(tx) ? query.forUpdate() : query);
  if (!row) throw new NotFound('该次核对');
  return parseAuditCheck(row);
}

export async function updateAuditCheck(
  tx: Knex,
  id: number,
  {
    counts,
    findings,
    ...change
  }: LongWorkChange & Partial<Pick<AuditCheckRow, 'counts' | 'findings' | 'findingCount'>>,
): Promise<void> {
  const texts = {
    ...(counts ? { counts: JSON.stringify(counts) } : {}),
    ...(findings ? { findings: JSON.stringify(findings) } : {}),
  };
  await tx('audit_checks')
    .where({ id })
    .update({ ...change, ...texts });
}
