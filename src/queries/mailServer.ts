import type { Knex } from 'knex';
import { selectOptionalSetting } from '../db/settings.js';
import type { MailServerValue } from '../rules/settings.js';

/** The mail server that an administrator stored; null: none. */
export async function selectMailServer(db: Knex): Promise<MailServerValue | null> {
  return ((await selectOptionalSetting(db, 'mail')) as MailServerValue | null | undefined) ?? null;
}
