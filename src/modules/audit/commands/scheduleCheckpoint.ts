import { DateTime } from 'luxon';
import { insertJobs, isJobWaiting } from '../../../jobs/store/jobs.js';
import type { CommandContext } from '../../../platform/runCommand.js';

const minutesAfterMidnight = 5;

/**
 * Sees to it that one job waits to seal the next checkpoint, shortly after the next midnight of the department. Called at
 * each start and by each of these jobs (`exceptId`: itself), so it goes on whatever happened to the one before.
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
