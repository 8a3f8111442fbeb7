import { workingTimeWithin } from '../../settings/index.js';
import type { ElementVisit } from './elementVisits.js';

/** Time that the ticket spent in an element over all visits, in milliseconds. */
export interface ElementTime {
  elementId: string;
  visits: number;
  isPresent: boolean;
  elapsed: number;
  /** The part of it within the department's working hours. */
  working: number;
  longest: number;
}

/** The time spent in each element, in the order of first arrival; an open visit counts up to `now`. */
export function elementTimes(
  visits: readonly ElementVisit[],
  workingSpans: readonly [number, number][],
  now: Date,
): ElementTime[] {
  const times = new Map<string, ElementTime>();
  for (const { elementId, enteredAt, leftAt } of visits) {
    const [from, to] = [new Date(enteredAt), leftAt === null ? now : new Date(leftAt)];
    const elapsed = to.getTime() - from.getTime();
    const before = times.get(elementId);
    times.set(elementId, {
      elementId,
      visits: (before?.visits ?? 0) + 1,
      isPresent: leftAt === null || (before?.isPresent ?? false),
      elapsed: (before?.elapsed ?? 0) + elapsed,
      working: (before?.working ?? 0) + (elapsed > 0 ? workingTimeWithin(workingSpans, from, to) : 0),
      longest: Math.max(before?.longest ?? 0, elapsed),
    });
  }
  return [...times.values()];
}
