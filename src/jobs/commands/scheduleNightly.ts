import { DateTime } from 'luxon';
import type { CommandContext } from '../../platform/runCommand.js';
import { insertJobs, isJobWaiting, type JobKind } from '../store/jobs.js';

/**
 * Sees to it that one job of a kind waits for shortly after the next midnight of the department. Called at each start and by each
 * of these jobs (`exceptId`: itself), so it goes on whatever happened to the one before.
 */
export async function scheduleNightly(
  { tx, now, settings }: CommandContext,
  { kind, minutes, exceptId }: { kind: JobKind; minutes: number; exceptId: number | null },
): Promise<void> {
  if (await isJobWaiting(tx, kind, exceptId)) return;
  const next = DateTime.fromJSDate(now)
    .setZone(settings.timeZone)
    .plus({ days: 1 })
    .startOf('day')
    .plus({ minutes });
  const runAt = next.toUTC().toISO() as string;
  await insertJobs(tx, [{ kind, ticketId: null, executionId: null, payload: {}, runAt }], now);
}
