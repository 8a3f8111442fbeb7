import type { Knex } from 'knex';
import type { MailServer } from '../../../mail/model/server.js';
import { selectOptionalSetting } from '../store/settings.js';

/** The mail server that an administrator stored; null: none. */
export async function selectMailServer(db: Knex): Promise<MailServer | null> {
  return ((await selectOptionalSetting(db, 'mail')) as MailServer | null | undefined) ?? null;
}
