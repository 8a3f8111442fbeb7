/** What the engine did, by itself and at once, because of the event before it. */
export const engineEvents: ReadonlySet<string> = new Set([
  'activity.entered',
  'activity.completed',
  'activity.cancelled',
  'flow.taken',
  'timer.fired',
  'process.ended',
]);

/** What a step of the engine opened, and what went away without being answered. */
export const waitEvents: ReadonlySet<string> = new Set([
  'task.created',
  'task.cancelled',
  'timer.armed',
  'timer.disarmed',
  'service.requested',
  'call.started',
]);

/** The events of a ticket in their order, each that somebody or something caused together with all that followed from it. */
export function stepsOf<Event extends { type: string }>(events: readonly Event[]): [Event, ...Event[]][] {
  const steps: [Event, ...Event[]][] = [];
  for (const event of events) {
    const step = steps.at(-1);
    if (step && (engineEvents.has(event.type) || waitEvents.has(event.type))) step.push(event);
    else steps.push([event]);
  }
  return steps;
}
