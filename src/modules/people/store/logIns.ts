import type { Knex } from 'knex';

/** A log-in that goes on; its times are those of the process, like the expiry of sessions. */
export interface LogInRow {
  id: string;
  personId: number;
  beganAt: string;
  /** Last use, noted every ten minutes. */
  usedAt: string;
  /** When the person last proved who they are. */
  confirmedAt: string;
  /** What the browser says about itself. */
  device: string;
  address: string;
}

export async function insertLogIn(db: Knex, logIn: LogInRow): Promise<void> {
  await db('log_ins').insert(logIn);
}

/** The log-ins of a person that began and were used after these moments, the last used first. */
export async function selectLogIns(
  db: Knex,
  personId: number,
  after: { beganAt: string; usedAt: string },
): Promise<LogInRow[]> {
  return db('log_ins')
    .where({ personId })
    .where('beganAt', '>', after.beganAt)
    .where('usedAt', '>', after.usedAt)
    .orderBy([{ column: 'usedAt', order: 'desc' }, 'id']);
}

export async function updateLogIn(
  db: Knex,
  id: string,
  change: Partial<Pick<LogInRow, 'usedAt' | 'confirmedAt'>>,
): Promise<void> {
  await db('log_ins').where({ id }).update(change);
}

export async function deleteLogIn(db: Knex, id: string): Promise<void> {
  await db('log_ins').where({ id }).delete();
}

/** Ends the log-ins of a person, all but `exceptId`; returns how many. */
export async function deleteLogInsOf(db: Knex, personId: number, exceptId?: string): Promise<number> {
  const query = db('log_ins').where({ personId }).delete();
  return exceptId === undefined ? query : query.whereNot({ id: exceptId });
}

/** Removes the log-ins that nobody used since. */
export async function deleteLogInsUnusedSince(db: Knex, moment: string): Promise<void> {
  await db('log_ins').where('usedAt', '<', moment).delete();
}
