import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** The Ed25519 key that seals checkpoints: a PEM file outside the database, made at the first start. */
export function ownSigningKey(file: string): KeyObject {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  }
  return createPrivateKey(readFileSync(file));
}

/** The public half of the key file, which may also hold a public key only; null without a file. */
export function publicKeyIn(file: string): KeyObject | null {
  return existsSync(file) ? createPublicKey(readFileSync(file)) : null;
}
