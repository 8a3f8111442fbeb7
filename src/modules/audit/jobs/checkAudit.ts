import { createPublicKey } from 'node:crypto';
import { replayAll } from '../audit/replay/replayAll.js';
import { differencesText } from '../audit/replay/report.js';
import type { Seal } from '../audit/seal.js';
import { findingText } from '../audit/verify/finding.js';
import { verifyDatabase } from '../audit/verify/verifyDatabase.js';
import { auditCheckWork } from '../commands/auditCheckWork.js';
import { finishAuditCheck } from '../commands/finishAuditCheck.js';
import { type Runtime, runCommand } from '../commands/runCommand.js';
import { systemActor } from '../rules/actor.js';
import { longJob, type Progress } from './longJob.js';
import type { JobHandler } from './runDueJob.js';

/** Checks everything that is on record, as `npm run audit:verify` and `audit:replay` do. */
export function checkAuditJob(runtime: Runtime, seal: Seal, attachmentFolder: string): JobHandler {
  return longJob(runtime, auditCheckWork, async ({ row, step }, progress) => {
    const outcome =
      row.kind === 'verify'
        ? await verify(runtime, seal, attachmentFolder, progress)
        : await replay(runtime, progress);
    await runCommand(runtime, systemActor, finishAuditCheck, { ...step, ...outcome });
  });
}

async function verify({ db }: Runtime, seal: Seal, attachmentFolder: string, onProgress: Progress) {
  const publicKey = createPublicKey(seal.privateKey);
  const options = { db, attachmentFolder, checkpointFolder: seal.folder, publicKey, onProgress };
  const { tickets, events, checkpoints, findings } = await verifyDatabase(options);
  return { tickets, counts: { events, checkpoints }, findings: findings.map(findingText) };
}

async function replay({ db, definitions }: Runtime, onProgress: Progress) {
  const { reports } = await replayAll(db, definitions, null, onProgress);
  const steps = reports.reduce((sum, report) => sum + report.steps, 0);
  return { tickets: reports.length, counts: { steps }, findings: reports.flatMap(differencesText) };
}
