/** Types of events that the engine adds as consequences of the event before them. */
export const engineEvents: ReadonlySet<string> = new Set([
  'activity.entered',
  'activity.completed',
  'activity.cancelled',
  'flow.taken',
  'timer.fired',
  'signal.thrown',
  'signal.caught',
  'message.thrown',
  'condition.met',
  'process.ended',
]);

/** Types of events for waits that an engine step opened or closed unanswered. */
export const waitEvents: ReadonlySet<string> = new Set([
  'task.created',
  'task.cancelled',
  'timer.armed',
  'timer.disarmed',
  'service.requested',
  'call.started',
]);

/** Groups a ticket's events into steps: each cause with all its consequences, in order. */
export function stepsOf<Event extends { type: string }>(events: readonly Event[]): [Event, ...Event[]][] {
  const steps: [Event, ...Event[]][] = [];
  for (const event of events) {
    const step = steps.at(-1);
    if (step && (engineEvents.has(event.type) || waitEvents.has(event.type))) step.push(event);
    else steps.push([event]);
  }
  return steps;
}
