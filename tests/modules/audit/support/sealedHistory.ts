import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { sealCheckpoint } from '../../../../src/modules/audit/commands/sealCheckpoint.js';
import type { Finding } from '../../../../src/modules/audit/read/verify/finding.js';
import {
  type Verification,
  verifyDatabase,
} from '../../../../src/modules/audit/read/verify/verifyDatabase.js';
import { writeCheckpointFile } from '../../../../src/modules/audit/store/checkpointFiles.js';
import { systemActor } from '../../../../src/platform/actor.js';
import { storeAttachment } from '../../../../src/platform/files/storeAttachment.js';
import { runCommand } from '../../../../src/platform/runCommand.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import {
  arrange,
  confirmation,
  feedback,
  guidance,
  perform,
  startRequest,
} from '../../../support/company/remoteService.js';
import { createTestDatabase } from '../../../support/databases/database.js';

/** A department with a history under seal: three tickets, two checkpoints and some events after the second. */
export interface SealedHistory {
  department: Department;
  db: Knex;
  /** The ended ticket, which has an attachment; one under way; one that came after the last checkpoint. */
  numbers: [ended: string, open: string, unsealed: string];
  attachment: { id: number; sha256: string };
  folders: { attachmentFolder: string; checkpointFolder: string };
  privateKey: KeyObject;
  seal(): Promise<void>;
  verify(db?: Knex): Promise<Verification>;
  /** What is found when the change is there; the database is afterwards as it was. */
  findingsAfter(change: (tx: Knex) => Promise<unknown>): Promise<Finding[]>;
  remove(): Promise<void>;
}

export async function createSealedHistory(): Promise<SealedHistory> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'serviceflow-audit-'));
  const folders = {
    attachmentFolder: join(folder, 'attachments'),
    checkpointFolder: join(folder, 'checkpoints'),
  };
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const department = await createDepartment(database.db);
  const seal = async () => {
    const sealed = await runCommand(department.runtime, systemActor, sealCheckpoint, {
      privateKey,
      mailTo: null,
    });
    await writeCheckpointFile(folders.checkpointFolder, sealed);
  };
  const verify = (db: Knex = database.db) => verifyDatabase({ db, ...folders, publicKey });
  const made = await makeHistory(department, folder, folders.attachmentFolder, seal);
  return {
    department,
    db: database.db,
    ...made,
    folders,
    privateKey,
    seal,
    verify,
    findingsAfter: (change) => tryChange(database.db, change, verify),
    async remove() {
      await rm(folder, { recursive: true });
      await database.destroy();
    },
  };
}

async function makeHistory(
  department: Department,
  folder: string,
  attachmentFolder: string,
  seal: () => Promise<void>,
): Promise<Pick<SealedHistory, 'numbers' | 'attachment'>> {
  const temporaryPath = join(folder, 'upload');
  const content = '%PDF-1.4\n%%EOF\n';
  await writeFile(temporaryPath, content);
  const upload = { temporaryPath, originalName: '铭牌.pdf', size: content.length };
  const desk = await department.person('desk');
  const attachment = await storeAttachment(department.runtime, desk, attachmentFolder, upload);
  const first = await startRequest(department, { attachments: [attachment] });
  const second = await startRequest(department);
  await arrange(department, first.id);
  await seal();
  department.clock.advance({ hours: 24 });
  await perform(department, first.id, 'remoteGuidance', 'engineer', guidance('solved'));
  await perform(department, first.id, 'feedback', 'engineer', feedback);
  await perform(department, first.id, 'confirmWithCustomer', 'desk2', confirmation(true));
  await seal();
  await arrange(department, second.id);
  const third = await startRequest(department);
  return { numbers: [first.number, second.number, third.number], attachment };
}

/** Carried out of the transaction by what also rolls it back. */
class Outcome extends Error {
  constructor(readonly findings: Finding[]) {
    super('rolled back');
  }
}

async function tryChange(
  db: Knex,
  change: (tx: Knex) => Promise<unknown>,
  verify: (db: Knex) => Promise<Verification>,
): Promise<Finding[]> {
  try {
    await db.transaction(async (tx) => {
      await change(tx);
      throw new Outcome((await verify(tx)).findings);
    });
  } catch (error) {
    if (error instanceof Outcome) return error.findings;
    throw error;
  }
  return [];
}
