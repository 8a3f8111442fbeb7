import type { Knex } from 'knex';

export type ItemStatus = 'waiting' | 'done' | 'refused';

/** One task of a batch: who had it, who is to get it, and what became of it. */
export interface ReassignmentItemRow {
  reassignmentId: number;
  seq: number;
  taskId: number;
  fromId: number | null;
  /** Null when nobody of those chosen may have it. */
  toId: number | null;
  status: ItemStatus;
  /** Why it was refused. */
  message: string | null;
}

const rowsAtOnce = 100;

export async function insertReassignmentItems(tx: Knex, rows: readonly ReassignmentItemRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce)
    await tx('reassignment_items').insert(rows.slice(start, start + rowsAtOnce));
}

/** The next that waits; undefined when none does. */
export async function selectNextItem(
  tx: Knex,
  reassignmentId: number,
): Promise<ReassignmentItemRow | undefined> {
  return tx('reassignment_items').where({ reassignmentId, status: 'waiting' }).orderBy('seq').first();
}

export async function updateReassignmentItem(
  tx: Knex,
  { reassignmentId, seq }: Pick<ReassignmentItemRow, 'reassignmentId' | 'seq'>,
  change: Pick<ReassignmentItemRow, 'status' | 'message'>,
): Promise<void> {
  await tx('reassignment_items').where({ reassignmentId, seq }).update(change);
}

/** How many are in each state. */
export async function countItems(db: Knex, reassignmentId: number): Promise<Record<ItemStatus, number>> {
  const rows: { status: ItemStatus; count: number | string }[] = await db('reassignment_items')
    .where({ reassignmentId })
    .groupBy('status')
    .select('status')
    .count({ count: '*' });
  const counts = Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
  return { waiting: 0, done: 0, refused: 0, ...counts };
}

/** How many tasks each person got. */
export async function countReceived(
  db: Knex,
  reassignmentId: number,
): Promise<{ toId: number; count: number }[]> {
  const rows: { toId: number; count: number | string }[] = await db('reassignment_items')
    .where({ reassignmentId, status: 'done' })
    .groupBy('toId')
    .select('toId')
    .count({ count: '*' });
  return rows.map(({ toId, count }) => ({ toId, count: Number(count) }));
}
