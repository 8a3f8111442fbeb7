import { isDeepStrictEqual } from 'node:util';
import type { MailServer } from '../../../mail/model/server.js';
import { StaleSetting } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { SettingKey, SettingValues } from '../model/settings.js';
import { insertSettingChange } from '../store/settingChanges.js';
import { selectSetting, updateSetting } from '../store/settings.js';

export interface ChangeSettingInput<Key extends SettingKey> {
  key: Key;
  value: SettingValues[Key];
  /** Revision of the setting that the page showed; 0 when nobody had set it. */
  revision: number;
}

/**
 * Writes a checked setting and enters the change in its history, without the mail password. The same value again changes
 * nothing. @throws {StaleSetting}
 */
export async function changeSetting<Key extends SettingKey>(
  context: CommandContext,
  { key, value, revision }: ChangeSettingInput<Key>,
): Promise<void> {
  const { tx, actor, now } = context;
  const before = await selectSetting(tx, key);
  if (before.revision !== revision) throw new StaleSetting();
  if (isDeepStrictEqual(before.value, value)) return;
  const at = now.toISOString();
  const written = await updateSetting(tx, key, value, revision, { updatedAt: at, updatedBy: actor.id });
  if (!written) throw new StaleSetting();
  await insertSettingChange(tx, {
    key,
    changedAt: at,
    changedBy: actor.id as number,
    ...(key === 'mail'
      ? withoutPassword(before.value as MailServer | null | undefined, value as MailServer | null)
      : { before: before.value, after: value }),
  });
}

/** For the history: says whether there is a password and whether it changed, never the password. */
function withoutPassword(before: MailServer | null | undefined, after: MailServer | null) {
  const passwordState = (password: string | undefined) => (password ? 'set' : '');
  const isNew = Boolean(before?.password && after?.password && before.password !== after.password);
  return {
    before: before && { ...before, password: passwordState(before.password) },
    after: after && { ...after, password: isNew ? 'changed' : passwordState(after.password) },
  };
}
