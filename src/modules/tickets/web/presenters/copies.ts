import type { TicketTrace } from '../../queries/ticketTrace.js';
import type { Person } from '../../rules/actor.js';
import { momentView } from './moments.js';

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
