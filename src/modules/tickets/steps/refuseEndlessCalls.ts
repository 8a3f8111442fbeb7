import { EngineError } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectTicketsAbove } from '../store/ticketFamily.js';

/** More tickets that wait for one another than any department's processes are nested. */
export const maxWaitingDepth = 10;

/** More tickets that were started one by the other than people come to: each of them may wait for years. */
const maxStartedDepth = 100;

/**
 * Ends calls in a circle that nobody could see when the processes were published: versions in force before, or services
 * that start one another.
 * @param elementId the activity that opens the ticket; null when the caller knows it
 * @throws {EngineError} for a person to decide about this one ticket
 */
export async function refuseEndlessCalls(
  { tx }: CommandContext,
  parentId: number,
  elementId: string | null,
  waits: boolean,
): Promise<void> {
  const above = await selectTicketsAbove(tx, parentId, maxStartedDepth);
  const firstStarted = above.findIndex(({ parentExecutionId }) => parentExecutionId === null);
  const waiting = firstStarted === -1 ? above.length : firstStarted + 1;
  const most = waits && waiting >= maxWaitingDepth ? maxWaitingDepth : maxStartedDepth;
  if (above.length < most) return;
  const numbers = above.slice(0, 3).map(({ number }) => number);
  throw new EngineError(
    elementId,
    `工单逐级发起已超过 ${most} 级（${numbers.join('、')}…），可能是流程互相调用形成了循环，已停止。请流程负责人检查这些流程的调用。`,
  );
}
