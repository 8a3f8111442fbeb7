import type { StepResult } from '../../../../bpmn/types.js';

/** Type, element and execution of an event as one text, by which expected and recorded events are compared. */
export type Signature = string;

export const signatureOf = (type: string, elementId: string | null, executionId: string | null): Signature =>
  [type, elementId ?? '', executionId ?? ''].join(' ');

interface Wait {
  elementId: string;
  executionId: string;
}

/** For each kind of wait, the event that opens it and the event that ends it without an answer. */
const waitKinds = [
  { list: 'tasks', opens: 'task.created', ends: 'task.cancelled' },
  { list: 'timers', opens: 'timer.armed', ends: 'timer.disarmed' },
  { list: 'serviceRequests', opens: 'service.requested', ends: null },
  { list: 'calls', opens: 'call.started', ends: null },
] as const;

/** The events that must follow a step: new waits, and waits that ended without an answer. */
export function expectedConsequences(
  before: StepResult | null,
  after: StepResult,
  answered: string | null,
): Signature[] {
  return waitKinds.flatMap(({ list, opens, ends }) => {
    const [old, now]: [Wait[], Wait[]] = [before?.[list] ?? [], after[list]];
    const known = new Set(old.map((wait) => wait.executionId));
    const waiting = new Set(now.map((wait) => wait.executionId));
    const opened = now.filter((wait) => !known.has(wait.executionId));
    const gone = old.filter((wait) => !waiting.has(wait.executionId) && wait.executionId !== answered);
    const sign = (type: string) => (wait: Wait) => signatureOf(type, wait.elementId, wait.executionId);
    return [...opened.map(sign(opens)), ...(ends ? gone.map(sign(ends)) : [])];
  });
}
