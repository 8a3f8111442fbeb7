import { scheduleNightly } from '../../../jobs/commands/scheduleNightly.js';
import type { CommandContext } from '../../../platform/runCommand.js';

const minutesAfterMidnight = 5;

/**
 * Ensures that one job is queued to seal the next checkpoint shortly after the department's next midnight. Each start and
 * each of these jobs (`exceptId`: the job itself) calls it, so the chain continues even when a job failed.
 */
export function scheduleCheckpoint(
  context: CommandContext,
  { exceptId }: { exceptId: number | null },
): Promise<void> {
  return scheduleNightly(context, { kind: 'sealCheckpoint', minutes: minutesAfterMidnight, exceptId });
}
