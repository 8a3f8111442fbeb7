import type { SealedHead } from './checkpoint.js';

/** The last head of each ticket in a list of heads ordered by checkpoint; sorted by the tickets' ids. */
export function latestHeads(changed: readonly SealedHead[]): SealedHead[] {
  const standing = new Map<number, SealedHead>();
  for (const head of changed) standing.set(head.ticketId, head);
  return [...standing.values()].sort((one, other) => one.ticketId - other.ticketId);
}

/** The heads that are not sealed yet: those of new tickets, and of tickets with new events. */
export function changedHeads(sealed: readonly SealedHead[], current: readonly SealedHead[]): SealedHead[] {
  const known = new Map(sealed.map((head) => [head.ticketId, head]));
  return current.filter((head) => {
    const before = known.get(head.ticketId);
    return before?.headHash !== head.headHash || before.eventCount !== head.eventCount;
  });
}
