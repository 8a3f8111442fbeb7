import type { Knex } from 'knex';
import type { MailServer } from '../../../mail/model/server.js';
import type { SecretBox } from '../../../platform/secretBox.js';
import { openMailPassword } from '../model/mailPassword.js';
import type { SettingKey, SettingValues } from '../model/settings.js';
import { completeCalendar, type WorkingCalendar } from '../model/workingCalendar.js';
import { type SettingChangeRow, selectSettingChanges } from '../store/settingChanges.js';
import { selectOptionalSetting, selectSetting } from '../store/settings.js';

const maxShownChanges = 50;

export type ListedSettingChange = SettingChangeRow & { personName: string };

export interface SettingPage<Key extends SettingKey> {
  /** Undefined while nobody has set it. */
  value: SettingValues[Key] | undefined;
  revision: number;
  /** Newest first. */
  changes: ListedSettingChange[];
}

/** A setting with its history. */
export async function selectSettingPage<Key extends SettingKey>(
  db: Knex,
  key: Key,
): Promise<SettingPage<Key>> {
  const { value, revision } = await selectSetting(db, key);
  const changes = await selectSettingChanges(db, key, maxShownChanges);
  return { value: value as SettingValues[Key] | undefined, revision, changes };
}

/** The mail server that an administrator stored; null when there is none. @throws {WrongSecretKey} for its password */
export async function selectMailServer(db: Knex, secrets: SecretBox): Promise<MailServer | null> {
  const server = (await selectOptionalSetting(db, 'mail')) as MailServer | null | undefined;
  return server ? { ...server, password: openMailPassword(secrets, server.password) } : null;
}

/** The department's working calendar; the default hours until somebody sets it. */
export async function selectWorkingCalendar(db: Knex, timeZone: string): Promise<WorkingCalendar> {
  const set = await selectOptionalSetting(db, 'workingCalendar');
  return completeCalendar(set as Partial<WorkingCalendar> | undefined, timeZone);
}
