import { EngineError } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectTicketsAbove } from '../store/ticketFamily.js';

/** Maximum chain of tickets that wait for one another, deeper than any real nesting. */
export const maxWaitingDepth = 10;

/** Maximum chain of tickets that started one another; each may last for years. */
const maxStartedDepth = 100;

/**
 * Stops endless calls that publication can't detect: calls of older versions, or services
 * that start one another's processes.
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
