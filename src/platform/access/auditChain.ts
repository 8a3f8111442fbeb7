import { createHash } from 'node:crypto';

/** An event before it joins the hash chain. */
export interface AuditEntry {
  type: string;
  elementId: string | null;
  executionId: string | null;
  data: Record<string, unknown>;
}

export interface ChainedEvent extends AuditEntry {
  ticketId: number;
  seq: number;
  at: string;
  actorId: number | null;
  actorName: string;
  previousHash: string;
  hash: string;
}

/** `previousHash` of the first event of a ticket. */
export const firstPreviousHash = '0'.repeat(64);

/**
 * SHA-256 in hex over every field of the event but the hash itself, as one JSON array.
 * @param dataText the event's data as JSON, if the caller has it already
 */
export function hashEvent(
  event: Omit<ChainedEvent, 'hash'>,
  dataText: string = JSON.stringify(event.data),
): string {
  const { ticketId, seq, at, actorId, actorName, type, elementId, executionId, previousHash } = event;
  const before = JSON.stringify([ticketId, seq, at, actorId, actorName, type, elementId, executionId]);
  const text = `${before.slice(0, -1)},${dataText},${JSON.stringify(previousHash)}]`;
  return createHash('sha256').update(text).digest('hex');
}

/** Numbers the entries after `head` and links each to its predecessor. */
export function chainEvents(
  head: { ticketId: number; seq: number; hash: string },
  stamp: { at: string; actorId: number | null; actorName: string },
  entries: readonly AuditEntry[],
): ChainedEvent[] {
  let { seq, hash } = head;
  return entries.map((entry) => {
    seq += 1;
    const data = JSON.parse(JSON.stringify(entry.data));
    const event = { ...entry, data, ...stamp, ticketId: head.ticketId, seq, previousHash: hash };
    hash = hashEvent(event);
    return { ...event, hash };
  });
}

/**
 * Sequence number of the first event that does not fit its chain; null when the chain is whole and ends at `head`.
 * @param dataTexts the stored data of the events, if the caller has it already
 */
export function findBrokenLink(
  events: readonly ChainedEvent[],
  head: { eventCount: number; headHash: string },
  dataTexts?: readonly string[],
): number | null {
  let previousHash = firstPreviousHash;
  for (const [index, event] of events.entries()) {
    const fits =
      event.seq === index + 1 &&
      event.previousHash === previousHash &&
      hashEvent(event, dataTexts?.[index]) === event.hash;
    if (!fits) return index + 1;
    previousHash = event.hash;
  }
  if (events.length !== head.eventCount || previousHash !== head.headHash) return events.length + 1;
  return null;
}
