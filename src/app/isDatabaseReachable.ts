import type { Knex } from 'knex';

const patience = 2000;

/** True when the database answers a trivial query in two seconds. */
export async function isDatabaseReachable(db: Knex): Promise<boolean> {
  try {
    await db.raw('select 1').timeout(patience);
    return true;
  } catch {
    return false;
  }
}
