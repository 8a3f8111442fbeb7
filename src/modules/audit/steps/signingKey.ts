import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Loads the Ed25519 key that seals checkpoints from its PEM file, which the first start creates. */
export function loadSigningKey(file: string): KeyObject {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  }
  return createPrivateKey(readFileSync(file));
}

/** The public key of the key file, which may also hold a public key only; null without a file. */
export function readPublicKey(file: string): KeyObject | null {
  return existsSync(file) ? createPublicKey(readFileSync(file)) : null;
}
