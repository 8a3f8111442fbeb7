import { basename, dirname, join } from 'node:path';
import type { Config } from '../platform/config.js';
import { sqliteFile } from '../platform/db/connect.js';

/** What a backup needs to know of an installation. */
export type Installation = Pick<
  Config,
  'databaseUrl' | 'dataDirectory' | 'auditKeyFile' | 'secretsKeyFile' | 'timeZone'
>;

/** Folders inside of a backup. */
export const inBackup = {
  tables: 'tables',
  /** What lies in DATA_DIR. */
  data: 'data',
  /** The key that seals the audit trail, wherever AUDIT_KEY_FILE puts it. */
  auditKey: 'keys/audit-key.pem',
  /** The keys that encrypt secrets of the database, wherever SECRETS_KEY_FILE puts them. */
  secretsKey: 'keys/secrets-key',
} as const;

/** The key files of an installation by their paths in a backup. */
export const keyFiles = ({ auditKeyFile, secretsKeyFile }: Installation) =>
  [
    { path: inBackup.auditKey, file: auditKeyFile },
    { path: inBackup.secretsKey, file: secretsKeyFile },
  ] as const;

/** Files of the table `name` in a backup. */
export const tableFile = (name: string) => `${inBackup.tables}/${name}.ndjson.gz`;

/** Prepared content lies beside what it is to replace, on the same disk, so that a rename puts it into place. */
export const stagingFolder = 'restoring';
/** Whatever was replaced is kept, in a folder whose name begins so and ends with the moment. */
export const keptPrefix = 'before-';
/** Where backups lie unless somebody names a folder. */
export const backupFolder = 'backups';
/** What is being put into place; there only while it is done. */
export const switchRecord = 'switching.json';

/** Where the prepared form of a file or folder lies until it replaces it. */
export const stagedPath = (current: string) => join(dirname(current), stagingFolder, basename(current));
export const keptPath = (current: string, stamp: string) =>
  join(dirname(current), `${keptPrefix}${stamp}`, basename(current));

/** `20261130T101500Z`, for names of folders. */
export const stampOf = (moment: Date) => moment.toISOString().replace(/[-:]|\.\d+/g, '');

/** Whether an entry of DATA_DIR is content of the installation: not the database, what it is locked by, or work in hand. */
export function isKept(installation: Installation, entry: string): boolean {
  const file = sqliteFile(installation.databaseUrl);
  const database = file && dirname(file) === installation.dataDirectory ? basename(file) : null;
  if (database && entry.startsWith(database)) return false;
  const place = join(installation.dataDirectory, entry);
  if (keyFiles(installation).some(({ file }) => file === place)) return false;
  const passing = ['incoming', stagingFolder, backupFolder, switchRecord];
  return !passing.includes(entry) && !entry.startsWith(keptPrefix) && !entry.endsWith('.partial');
}
