import type { SecretBox } from '../../../platform/secretBox.js';

const purpose = 'mail password';

/** The password as the database keeps it; '' is none. */
export function sealMailPassword(secrets: SecretBox, password: string): string {
  return password === '' ? '' : secrets.seal(password, purpose);
}

/** @throws {WrongSecretKey} */
export function openMailPassword(secrets: SecretBox, stored: string): string {
  return stored === '' ? '' : secrets.open(stored, purpose);
}
