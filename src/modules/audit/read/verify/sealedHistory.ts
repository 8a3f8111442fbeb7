import type { ChainedEvent } from '../../../tickets/index.js';
import { rangeText } from '../../model/chainFaults.js';
import type { CheckpointHead } from '../../model/checkpoint.js';
import { type Finding, ticketFinding } from './finding.js';

/** Differences between a ticket's history and its sealed heads; `sealed` is in the order of the checkpoints. */
export function sealedHistoryFaults(
  number: string,
  events: readonly ChainedEvent[],
  sealed: readonly CheckpointHead[],
): Finding[] {
  const hashes = new Map(events.map((event) => [event.seq, event.hash]));
  let lastSealed = 0;
  for (const { checkpoint, eventCount, headHash } of sealed) {
    const hash = hashes.get(eventCount);
    if (hash === undefined) {
      const message = `第 ${checkpoint} 号检查点封存时有 ${eventCount} 条记录，现在没有第 ${eventCount} 条，末尾被截去或删除`;
      return [ticketFinding(number, eventCount, message)];
    }
    if (hash !== headHash) {
      const range = rangeText(lastSealed + 1, eventCount);
      const message = `${range}之中有记录在第 ${checkpoint} 号检查点封存之后被改动，并重新计算了校验码`;
      return [ticketFinding(number, lastSealed + 1, message)];
    }
    lastSealed = eventCount;
  }
  return [];
}
