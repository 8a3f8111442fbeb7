import type { SealedHead } from './checkpoint.js';

/** Heads of all tickets in the order of their ids after each list of changed heads came on top of the ones before. */
export function standingHeads(changed: readonly SealedHead[]): SealedHead[] {
  const standing = new Map<number, SealedHead>();
  for (const head of changed) standing.set(head.ticketId, head);
  return [...standing.values()].sort((one, other) => one.ticketId - other.ticketId);
}

/** Heads that are not among the sealed ones yet: of new tickets, and of those that went on. */
export function changedHeads(sealed: readonly SealedHead[], current: readonly SealedHead[]): SealedHead[] {
  const known = new Map(sealed.map((head) => [head.ticketId, head]));
  return current.filter((head) => {
    const before = known.get(head.ticketId);
    return before?.headHash !== head.headHash || before.eventCount !== head.eventCount;
  });
}
