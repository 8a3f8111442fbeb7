import { join } from 'node:path';
import type { Knex } from 'knex';
import {
  checkpointFolder,
  differencesText,
  findingText,
  readPublicKey,
  replayAll,
  verifyDatabase,
} from '../modules/audit/index.js';
import { createDefinitionCache } from '../modules/processes/index.js';

/** What was checked, and a sentence for each fault. */
export interface Proof {
  tickets: number;
  events: number;
  steps: number;
  faults: string[];
}

/**
 * Proves that a database holds what was once recorded: hash chains, sealed checkpoints and attachments agree, and the recorded commands
 * of all tickets lead to the stored state.
 * @param subject.files the folder with `attachments` and `checkpoints` that belong to it
 */
export async function proveDatabase(subject: {
  db: Knex;
  files: string;
  keyFile: string;
  timeZone: string;
  onProgress?: (label: string, done: number, all: number) => void;
}): Promise<Proof> {
  const { db, files, keyFile, timeZone, onProgress } = subject;
  const verification = await verifyDatabase({
    db,
    attachmentFolder: join(files, 'attachments'),
    checkpointFolder: checkpointFolder(files),
    publicKey: readPublicKey(keyFile),
    onProgress: (done, all) => onProgress?.('核对工单', done, all),
  });
  const tools = { db, definitions: createDefinitionCache(), settings: { timeZone, baseUrl: '' } };
  const { reports } = await replayAll(tools, null, (done, all) => onProgress?.('重新计算', done, all));
  const faults = [...verification.findings.map(findingText), ...reports.flatMap(differencesText)];
  const steps = reports.reduce((sum, report) => sum + report.steps, 0);
  return { tickets: verification.tickets, events: verification.events, steps, faults };
}
