import type { MailServer } from '../../../mail/model/server.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { isSealed, type SecretBox, WrongSecretKey } from '../../../platform/secretBox.js';
import { openMailPassword, sealMailPassword } from '../model/mailPassword.js';
import { selectOptionalSetting, upsertSetting } from '../store/settings.js';

/**
 * Encrypts the stored mail password with the newest key: after a rotation, and when a version before this one kept it in plain text.
 * A key that is missing leaves it as it is: mails say so when they are sent, and the application starts.
 */
export async function resealMailPassword({ tx, secrets, actor, now }: CommandContext): Promise<void> {
  const server = (await selectOptionalSetting(tx, 'mail')) as MailServer | null | undefined;
  if (!server?.password || secrets.isCurrent(server.password)) return;
  const password = plainPassword(secrets, server.password);
  if (password === null) return;
  const value = { ...server, password: sealMailPassword(secrets, password) };
  await upsertSetting(tx, 'mail', value, { updatedAt: now.toISOString(), updatedBy: actor.id });
}

/** As a version before this one kept it, or as a key of the file opens it; null when none does. */
function plainPassword(secrets: SecretBox, stored: string): string | null {
  if (!isSealed(stored)) return stored;
  try {
    return openMailPassword(secrets, stored);
  } catch (error) {
    if (error instanceof WrongSecretKey) return null;
    throw error;
  }
}
