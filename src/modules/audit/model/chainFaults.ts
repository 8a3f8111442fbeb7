import { type ChainedEvent, firstPreviousHash, hashEvent } from '../../tickets/index.js';

/** One difference between a history and what was written, described in Chinese. */
export interface ChainFault {
  /** Number of the event; null for the history as a whole. */
  seq: number | null;
  message: string;
}

/**
 * Finds every event that was changed, removed, inserted or moved, and an end that differs from the head stored on the
 * ticket.
 */
export function chainFaults(
  events: readonly ChainedEvent[],
  head: { eventCount: number; headHash: string },
): ChainFault[] {
  const faults: ChainFault[] = [];
  let before = { seq: 0, hash: firstPreviousHash };
  for (const event of events) {
    faults.push(...eventFaults(event, before));
    before = event;
  }
  return [...faults, ...endFaults(before, head)];
}

function eventFaults(event: ChainedEvent, before: { seq: number; hash: string }): ChainFault[] {
  const { seq } = event;
  const isNext = seq === before.seq + 1;
  const faults: ChainFault[] = [];
  if (!isNext)
    faults.push({ seq: before.seq + 1, message: `${rangeText(before.seq + 1, seq - 1)}缺失，被删除` });
  if (hashEvent(event) !== event.hash) {
    faults.push({ seq, message: `第 ${seq} 条的内容、人员、时间或顺序被改动，与其校验码不符` });
  }
  if (isNext && event.previousHash !== before.hash) {
    faults.push({ seq, message: `第 ${seq} 条与前一条不相接，此处有记录被改动、插入、删除或调换` });
  }
  return faults;
}

function endFaults(
  last: { seq: number; hash: string },
  head: { eventCount: number; headHash: string },
): ChainFault[] {
  const { eventCount } = head;
  if (last.seq < eventCount) {
    const message = `末尾被截去：应有 ${eventCount} 条，${rangeText(last.seq + 1, eventCount)}缺失`;
    return [{ seq: last.seq + 1, message }];
  }
  if (last.seq > eventCount) {
    const message = `末尾多出记录：应有 ${eventCount} 条，现有 ${last.seq} 条`;
    return [{ seq: eventCount + 1, message }];
  }
  if (last.hash === head.headHash) return [];
  return [{ seq: last.seq, message: '工单记载的末条校验码与最后一条记录不符' }];
}

/** `第 3 条`, `第 3–7 条`. */
export function rangeText(from: number, to: number): string {
  return to > from ? `第 ${from}–${to} 条` : `第 ${from} 条`;
}
