/** One stay of the ticket in an element. */
export interface ElementVisit {
  elementId: string;
  /** ISO 8601 in UTC. */
  enteredAt: string;
  /** Null while it lasts. */
  leftAt: string | null;
  wasCancelled: boolean;
}

interface EngineStep {
  type: string;
  at: string;
  elementId: string | null;
  executionId: string | null;
}

/** Every stay in an element, in the order of arrival. */
export function visitsOf(events: readonly EngineStep[]): ElementVisit[] {
  const visits: ElementVisit[] = [];
  const open = new Map<string, ElementVisit>();
  for (const { type, at, elementId, executionId } of events) {
    if (elementId === null) continue;
    const key = `${elementId} ${executionId}`;
    if (type === 'activity.entered') {
      const visit = { elementId, enteredAt: at, leftAt: null, wasCancelled: false };
      visits.push(visit);
      open.set(key, visit);
    } else if (type === 'activity.completed' || type === 'activity.cancelled') {
      const visit = open.get(key);
      if (visit) Object.assign(visit, { leftAt: at, wasCancelled: type === 'activity.cancelled' });
      open.delete(key);
    }
  }
  return visits;
}
