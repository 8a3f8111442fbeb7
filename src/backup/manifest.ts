import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { keyIdOf } from '../modules/audit/index.js';
import { DomainError } from '../platform/errors.js';
import { integer, list, object, oneOf, pattern, readShape } from '../platform/shapes.js';

/** The backup can't be used: it was changed, is incomplete, or is of a newer version. */
export class UnusableBackup extends DomainError {
  constructor(reason: string) {
    super(`这份备份不能使用：${reason}。什么也没有改变。`);
  }
}

const fileName = 'manifest.json';
const most = 10_000_000;
const hex = (length: number) => pattern(new RegExp(`^[0-9a-f]{${length}}$`), `${length} 位十六进制数`);
const name = pattern(/^[a-z0-9_]{1,63}$/, '名称');
/** Never up and out of the folder. */
const path = pattern(/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\0\\]{1,500}$/u, '备份里的路径');

const manifestShape = object({
  format: integer(1, 1),
  /** A moment, UTC. */
  takenAt: pattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, '时间'),
  database: oneOf(['sqlite', 'postgres']),
  lastMigration: pattern(/^\d{3}_[a-z_]+$/, '数据库版本'),
  tables: list(object({ name, rows: integer(0, most * 100) }), 1, 1000),
  lastIds: z.record(name, integer(0, Number.MAX_SAFE_INTEGER)),
  files: list(object({ path, size: integer(0, Number.MAX_SAFE_INTEGER), sha256: hex(64) }), 1, most),
  /** SHA-256 of the public key. */
  keyId: hex(64),
  signature: hex(128),
});

/** What a backup holds. The signature covers everything else in it, and so the content of every file. */
export type Manifest = z.infer<typeof manifestShape>;
export type BackupFile = Manifest['files'][number];

/** Signs with the key that seals the audit trail, and writes. */
export function writeManifest(
  folder: string,
  body: Omit<Manifest, 'format' | 'keyId' | 'signature'>,
  privateKey: KeyObject,
): Manifest {
  const whole = { format: 1, ...body, keyId: keyIdOf(createPublicKey(privateKey)), signature: '' };
  const signature = sign(null, signedBytes(whole), privateKey).toString('hex');
  const manifest = { ...whole, signature };
  writeFileSync(join(folder, fileName), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 });
  return manifest;
}

/**
 * Reads what a backup says of itself; the key comes with the backup, so who asks compares `keyId` with the key that he knows.
 * @throws {UnusableBackup}
 */
export function readManifest(folder: string, keyFile: string): Manifest {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(join(folder, fileName), 'utf8'));
  } catch {
    throw new UnusableBackup(`${fileName} 不存在或已损坏`);
  }
  const { value, problems } = readShape(manifestShape, content);
  if (!value)
    throw new UnusableBackup(`${fileName} 的 ${problems[0]?.path.join('.')} ${problems[0]?.message}`);
  const publicKey = readKey(keyFile);
  if (keyIdOf(publicKey) !== value.keyId || !isSigned(value, publicKey))
    throw new UnusableBackup(`${fileName} 的签名不符，内容被改动过`);
  return value;
}

function isSigned(manifest: Manifest, publicKey: KeyObject): boolean {
  const signature = Buffer.from(manifest.signature, 'hex');
  return verify(null, signedBytes({ ...manifest, signature: '' }), publicKey, signature);
}

function readKey(file: string): KeyObject {
  try {
    return createPublicKey(readFileSync(file));
  } catch {
    throw new UnusableBackup('密钥文件不存在或已损坏');
  }
}

/** Member by member in one order, so that nothing depends on how the file is laid out. */
function signedBytes(manifest: Manifest): Buffer {
  const { format, takenAt, database, lastMigration, tables, lastIds, files, keyId } = manifest;
  const fields = [
    format,
    takenAt,
    database,
    lastMigration,
    tables.map((table) => [table.name, table.rows]),
    Object.entries(lastIds).sort(([one], [other]) => (one < other ? -1 : 1)),
    files.map((file) => [file.path, file.size, file.sha256]),
    keyId,
  ];
  return Buffer.from(`serviceflow backup 1\n${JSON.stringify(fields)}`, 'utf8');
}
