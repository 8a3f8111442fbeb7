import type { Knex } from 'knex';
import { momentBefore } from '../../../platform/sessionLife.js';
import { updateLogIn } from '../store/logIns.js';

/** Notes that a log-in is in use. A database that can't be written does not keep anybody from reading. */
export async function noteUse(db: Knex, logInId: string): Promise<void> {
  await updateLogIn(db, logInId, { usedAt: momentBefore(0) }).catch(() => undefined);
}
