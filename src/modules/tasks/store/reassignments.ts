import type { Knex } from 'knex';
import { hasRowLocks } from '../../../platform/db/connect.js';
import { NotFound } from '../../../platform/errors.js';

/** running -> finished, or cancelled before its end. */
export type ReassignmentStatus = 'running' | 'finished' | 'cancelled';

/** 批量转办: many tasks given to others, one after the other. */
export interface ReassignmentRow {
  id: number;
  status: ReassignmentStatus;
  reason: string;
  createdBy: number;
  createdAt: string;
  finishedAt: string | null;
}

/** @throws {NotFound} also when it is somebody else's */
export async function selectReassignment(db: Knex, id: number, createdBy: number): Promise<ReassignmentRow> {
  const row = await db('reassignments').where({ id, createdBy }).first();
  if (!row) throw new NotFound('该次批量转办');
  return row;
}

/** Locked until the transaction ends. @throws {NotFound} */
export async function selectReassignmentForUpdate(
  tx: Knex.Transaction,
  id: number,
): Promise<ReassignmentRow> {
  const query = tx('reassignments').where({ id }).first();
  const row = await (hasRowLocks(tx) ? query.forUpdate() : query);
  if (!row) throw new NotFound('该次批量转办');
  return row;
}

export async function insertReassignment(tx: Knex, row: Omit<ReassignmentRow, 'id'>): Promise<number> {
  const [inserted] = await tx('reassignments').insert(row).returning('id');
  return inserted.id;
}

export async function updateReassignment(
  tx: Knex,
  id: number,
  change: Pick<ReassignmentRow, 'status' | 'finishedAt'>,
): Promise<void> {
  await tx('reassignments').where({ id }).update(change);
}
