import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { ownSigningKey } from './signingKey.js';

/** What sealing needs from outside the database. */
export interface Seal {
  privateKey: KeyObject;
  /** Folder for the checkpoint files. */
  folder: string;
  mailTo: string | null;
}

/** Where checkpoint files lie. */
export function checkpointFolder(dataDirectory: string): string {
  return join(dataDirectory, 'checkpoints');
}

/** Opens the key file, or makes it at the first start. */
export function openSeal(options: { keyFile: string; dataDirectory: string; mailTo: string | null }): Seal {
  const { keyFile, dataDirectory, mailTo } = options;
  return { privateKey: ownSigningKey(keyFile), folder: checkpointFolder(dataDirectory), mailTo };
}
