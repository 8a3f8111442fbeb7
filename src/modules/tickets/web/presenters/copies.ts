import type { Person } from '../../../../platform/actor.js';
import { momentView } from '../../../../platform/web/moments.js';
import type { TicketTrace } from '../../read/ticketTrace.js';

/** Who got the ticket copied, and who has read it. */
export function copyViews({ copies, people }: TicketTrace, now: Date, timeZone: string) {
  return copies.map(({ personId, readAt }) => ({
    name: people.get(personId) ?? '',
    readAt: readAt && momentView(readAt, now, timeZone),
  }));
}

/** The copy that waits for the person's receipt; null without one. */
export function ownCopy({ copies, people }: TicketTrace, person: Person, now: Date, timeZone: string) {
  const copy = copies.find(({ personId, readAt }) => personId === person.id && readAt === null);
  if (!copy) return null;
  return {
    by: people.get(copy.copiedBy) ?? '',
    at: momentView(copy.copiedAt, now, timeZone),
    note: copy.note,
  };
}
