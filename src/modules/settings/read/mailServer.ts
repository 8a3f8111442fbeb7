import type { Knex } from 'knex';
import { selectOptionalSetting } from '../db/settings.js';
import type { MailServer } from '../mail/server.js';

/** The mail server that an administrator stored; null: none. */
export async function selectMailServer(db: Knex): Promise<MailServer | null> {
  return ((await selectOptionalSetting(db, 'mail')) as MailServer | null | undefined) ?? null;
}
