import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { loadSigningKey } from './signingKey.js';

/** What sealing needs besides the database. */
export interface Seal {
  privateKey: KeyObject;
  /** Folder for the checkpoint files. */
  folder: string;
  mailTo: string | null;
}

/** The folder of the checkpoint files. */
export function checkpointFolder(dataDirectory: string): string {
  return join(dataDirectory, 'checkpoints');
}

/** Loads the key file, or creates it at the first start. */
export function openSeal(options: { keyFile: string; dataDirectory: string; mailTo: string | null }): Seal {
  const { keyFile, dataDirectory, mailTo } = options;
  return { privateKey: loadSigningKey(keyFile), folder: checkpointFolder(dataDirectory), mailTo };
}
