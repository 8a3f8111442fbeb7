import { durationText } from '../../../../platform/web/moments.js';
import { paths, withQuery } from '../../../../platform/web/paths.js';
import { type WorkingCalendar, workingSpans, workingTimeBetween } from '../../../settings/index.js';
import { type ElementTime, elementTimes } from '../../model/elementTimes.js';
import { visitsOf } from '../../model/elementVisits.js';
import type { TicketTrace } from '../../read/ticketTrace.js';

/** How long the ticket stayed in each element of its diagram. */
export function ticketTimes(
  { ticket, events }: TicketTrace,
  calendar: WorkingCalendar,
  now: Date,
): ElementTime[] {
  const [from, to] = lifeOf(ticket, now);
  return elementTimes(visitsOf(events), workingSpans(calendar, from, to), to);
}

/** The durations of each step and of the whole ticket for the trace page. */
export function stepTimes(
  { ticket, definition }: TicketTrace,
  times: readonly ElementTime[],
  calendar: WorkingCalendar,
  now: Date,
) {
  const names = new Map(definition.elements.map(({ id, name }) => [id, name]));
  const history = paths.ticketHistory(ticket.number);
  const steps = times
    .filter(({ elapsed, isPresent }) => elapsed > 0 || isPresent)
    .map(({ elementId, visits, isPresent, elapsed, working, longest }) => ({
      name: names.get(elementId) || elementId,
      href: withQuery(history, { element: elementId }),
      visits,
      isPresent: isPresent && ticket.status === 'active',
      elapsed: durationText(elapsed),
      working: durationText(working),
      longest: visits > 1 ? durationText(longest) : null,
    }));
  const [from, to] = lifeOf(ticket, now);
  return {
    steps,
    elapsed: durationText(to.getTime() - from.getTime()),
    working: durationText(workingTimeBetween(calendar, from, to)),
  };
}

function lifeOf({ startedAt, endedAt }: TicketTrace['ticket'], now: Date): [Date, Date] {
  return [new Date(startedAt), endedAt === null ? now : new Date(endedAt)];
}
