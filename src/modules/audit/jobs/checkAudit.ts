import { createPublicKey } from 'node:crypto';
import { longJob, type Progress } from '../../../jobs/worker/longJob.js';
import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import { systemActor } from '../../../platform/actor.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';
import { finishAuditCheck } from '../commands/finishAuditCheck.js';
import { replayAll } from '../read/replay/replayAll.js';
import { differencesText } from '../read/replay/report.js';
import { findingText } from '../read/verify/finding.js';
import { verifyDatabase } from '../read/verify/verifyDatabase.js';
import { auditCheckWork } from '../steps/auditCheckWork.js';
import type { Seal } from '../steps/seal.js';

/** Checks all records as `npm run audit:verify` and `npm run audit:replay` do. */
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

async function replay(runtime: Runtime, onProgress: Progress) {
  const { reports } = await replayAll(runtime, null, onProgress);
  const steps = reports.reduce((sum, report) => sum + report.steps, 0);
  return { tickets: reports.length, counts: { steps }, findings: reports.flatMap(differencesText) };
}
