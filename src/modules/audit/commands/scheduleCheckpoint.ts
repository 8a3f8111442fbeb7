import { DateTime } from 'luxon';
import { insertJobs, isJobWaiting } from '../../../jobs/store/jobs.js';
import type { CommandContext } from '../../../platform/runCommand.js';

const minutesAfterMidnight = 5;

/**
 * Ensures that one job is queued to seal the next checkpoint shortly after the department's next midnight. Each start and
 * each of these jobs (`exceptId`: the job itself) calls it, so the chain continues even when a job failed.
 */
export async function scheduleCheckpoint(
  context: CommandContext,
  input: { exceptId: number | null },
): Promise<void> {
  const { tx, now, settings } = context;
  if (await isJobWaiting(tx, 'sealCheckpoint', input.exceptId)) return;
  const next = DateTime.fromJSDate(now)
    .setZone(settings.timeZone)
    .plus({ days: 1 })
    .startOf('day')
    .plus({ minutes: minutesAfterMidnight });
  const runAt = next.toUTC().toISO() as string;
  const job = { kind: 'sealCheckpoint', ticketId: null, executionId: null, payload: {} } as const;
  await insertJobs(tx, [{ ...job, runAt }], now);
}
