import { scheduleNightly } from '../../../jobs/commands/scheduleNightly.js';
import { finishJob } from '../../../jobs/store/jobs.js';
import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import { systemActor } from '../../../platform/actor.js';
import { removeFileIfOld, removeOld } from '../../../platform/files/removeOld.js';
import { attachmentPath } from '../../../platform/files/storeAttachment.js';
import { type CommandContext, type Runtime, runCommand } from '../../../platform/runCommand.js';
import { removeUnsubmitted } from '../commands/removeUnsubmitted.js';

const minutesAfterMidnight = 40;
const oneDayMs = 24 * 60 * 60 * 1000;
/** A browser may keep a form as long as that before it is sent. */
const unsubmittedMs = 30 * oneDayMs;

/** Where interrupted work leaves files. */
export interface LeftoverFolders {
  incoming: string;
  exports: string;
  attachments: string;
}

/** Sees to it that one job waits to remove what is left over. */
export function scheduleLeftovers(
  context: CommandContext,
  { exceptId }: { exceptId: number | null },
): Promise<void> {
  return scheduleNightly(context, { kind: 'removeLeftovers', minutes: minutesAfterMidnight, exceptId });
}

/**
 * Removes what nobody will ask for: uploads of requests that died, half-written exports and attachments, and uploads whose form
 * was never sent. Each part can be repeated.
 */
export function removeLeftoversJob(
  runtime: Runtime,
  { incoming, exports, attachments }: LeftoverFolders,
): JobHandler {
  return async (job) => {
    await runCommand(runtime, systemActor, scheduleLeftovers, { exceptId: job.id });
    const ago = (milliseconds: number) => new Date(runtime.clock.now().getTime() - milliseconds);
    await removeOld(incoming, ago(oneDayMs));
    for (const folder of [exports, attachments])
      await removeOld(folder, ago(oneDayMs), (name) => name.endsWith('.partial'));
    const before = ago(unsubmittedMs);
    for (const sha256 of await runCommand(runtime, systemActor, removeUnsubmitted, { before }))
      removeFileIfOld(attachmentPath(attachments, sha256), ago(oneDayMs));
    await finishJob(runtime.db, job.id, runtime.clock.now());
  };
}
