import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DomainError } from './errors.js';

/** Keeps secrets that the database holds unreadable for who has only the database. */
export interface SecretBox {
  /** Encrypts with the newest key. `purpose` binds the text to the place where it is kept. */
  seal(text: string, purpose: string): string;
  /** @throws {WrongSecretKey} when no key fits */
  open(sealed: string, purpose: string): string;
  /** Whether the text was sealed with the newest key; a text that was never sealed was not. */
  isCurrent(text: string): boolean;
}

/** The key file is not the one by which the secret was encrypted. */
export class WrongSecretKey extends DomainError {
  constructor() {
    super(
      '数据库中的密钥不能解密：密钥文件（SECRETS_KEY_FILE）不是加密时用的那一个。请换回原文件，或重新填写密码。',
    );
  }
}

const prefix = 'sealed';
const algorithm = 'aes-256-gcm';
const keyLine = /^[0-9a-f]{64}$/;
const ivBytes = 12;

/**
 * Opens the keys of a file, one in a line (64 hexadecimal digits), the newest first; the first start makes it. A new first line
 * rotates: the next start encrypts all anew, and then the old line can go. @throws {Error} for a file that is no such list
 */
export function openSecretBox(file: string): SecretBox {
  if (!existsSync(file)) writeFileSync(file, `${newKey()}\n`, { mode: 0o600, flag: 'wx' });
  const lines = readFileSync(file, 'utf8').split(/\s+/).filter(Boolean);
  if (lines.length === 0 || !lines.every((line) => keyLine.test(line)))
    throw new Error(`密钥文件 ${file} 不能使用：每行应为一个 64 位十六进制数。`);
  return createSecretBox(lines);
}

export const newKey = () => randomBytes(32).toString('hex');

export function createSecretBox(hexKeys: readonly string[]): SecretBox {
  const keys = hexKeys.map((hex) => Buffer.from(hex, 'hex')).map((key) => ({ id: idOf(key), key }));
  const [newest] = keys;
  if (!newest) throw new Error('a box needs a key');
  return {
    seal(text, purpose) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, newest.key, iv).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [prefix, newest.id, ...[iv, cipher.getAuthTag(), sealed].map(toText)].join(':');
    },
    open(sealed, purpose) {
      const [, id, iv, tag, content] = sealed.split(':');
      const found = keys.find((one) => one.id === id);
      if (!found || !isSealed(sealed)) throw new WrongSecretKey();
      const decipher = createDecipheriv(algorithm, found.key, fromText(iv));
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(fromText(tag));
      return Buffer.concat([decipher.update(fromText(content)), decipher.final()]).toString('utf8');
    },
    isCurrent: (text) => isSealed(text) && text.startsWith(`${prefix}:${newest.id}:`),
  };
}

/** Whether a text has the form of a sealed one. */
export function isSealed(text: string): boolean {
  return /^sealed:[0-9a-f]{8}(:[\w-]*){3}$/.test(text);
}

const idOf = (key: Buffer) => createHash('sha256').update(key).digest('hex').slice(0, 8);
const toText = (bytes: Buffer) => bytes.toString('base64url');
const fromText = (text = '') => Buffer.from(text, 'base64url');
