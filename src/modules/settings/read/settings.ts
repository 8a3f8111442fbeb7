import type { Knex } from 'knex';
import type { SettingKey, SettingValues } from '../model/settings.js';
import { type SettingChangeRow, selectSettingChanges } from '../store/settingChanges.js';
import { selectSetting } from '../store/settings.js';

const shownChanges = 50;

export type SettingChange = SettingChangeRow & { personName: string };

export interface SettingPage<Key extends SettingKey> {
  /** Undefined while nobody has set it. */
  value: SettingValues[Key] | undefined;
  revision: number;
  /** Newest first. */
  changes: SettingChange[];
}

/** A setting as it is and how it became so. */
export async function selectSettingPage<Key extends SettingKey>(
  db: Knex,
  key: Key,
): Promise<SettingPage<Key>> {
  const { value, revision } = await selectSetting(db, key);
  const changes = await selectSettingChanges(db, key, shownChanges);
  return { value: value as SettingValues[Key] | undefined, revision, changes };
}
