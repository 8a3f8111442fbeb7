import type { Knex } from 'knex';
import { selectSecurityHead } from '../../../platform/access/securityLog.js';
import type { Checkpoint, CheckpointHead, SealedHead } from '../model/checkpoint.js';

const batchSize = 200;

export async function insertCheckpoint(
  tx: Knex,
  checkpoint: Checkpoint,
  heads: CheckpointHead[],
): Promise<void> {
  await tx('checkpoints').insert(checkpoint);
  for (let index = 0; index < heads.length; index += batchSize) {
    await tx('checkpoint_heads').insert(heads.slice(index, index + batchSize));
  }
}

/** All checkpoints, the oldest first. */
export async function selectCheckpoints(db: Knex): Promise<Checkpoint[]> {
  return db('checkpoints').orderBy('number');
}

export async function selectOptionalLatestCheckpoint(db: Knex): Promise<Checkpoint | undefined> {
  return db('checkpoints').orderBy('number', 'desc').first();
}

export async function selectOptionalCheckpointOfDay(db: Knex, day: string): Promise<Checkpoint | undefined> {
  return db('checkpoints').where({ day }).first();
}

/** Heads in the order of the checkpoints that sealed them, up to `last`. */
export async function selectCheckpointHeads(db: Knex, last?: number): Promise<CheckpointHead[]> {
  const query = db('checkpoint_heads').orderBy(['checkpoint', 'ticketId']);
  return last === undefined ? query : query.where('checkpoint', '<=', last);
}

export async function selectHeadsOfCheckpoint(db: Knex, checkpoint: number): Promise<CheckpointHead[]> {
  return db('checkpoint_heads').where({ checkpoint }).orderBy('ticketId');
}

/** The present end of every ticket's history; one statement, so that all are of the same moment. */
export async function selectTicketHeads(
  db: Knex,
): Promise<{ ticketId: number; number: string; eventCount: number; headHash: string }[]> {
  return db('tickets').orderBy('id').select('id as ticketId', 'number', 'eventCount', 'headHash');
}

/** The ends of all histories: of the security log, and of every ticket. */
export async function selectHistoryHeads(db: Knex): Promise<SealedHead[]> {
  const security = await selectSecurityHead(db);
  return [...(security.eventCount > 0 ? [security] : []), ...(await selectTicketHeads(db))];
}
