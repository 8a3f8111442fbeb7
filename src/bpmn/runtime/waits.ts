import type {
  CallRequest,
  ServiceRequest,
  WaitingCondition,
  WaitingMessage,
  WaitingSignal,
  WaitingTask,
  WaitingTimer,
} from '../types.js';

/** One open wait as it was described when it opened: what was evaluated then stays. */
export type Wait =
  | ({ kind: 'task' } & WaitingTask)
  | ({ kind: 'message' } & WaitingMessage)
  | ({ kind: 'signal' } & WaitingSignal)
  | ({ kind: 'condition' } & WaitingCondition)
  | ({ kind: 'timer' } & WaitingTimer)
  | ({ kind: 'service' } & ServiceRequest)
  | ({ kind: 'call' } & CallRequest);

export type WaitKind = Wait['kind'];

/** Open waits of one kind, without the property `kind`. */
export function waitsOf<K extends WaitKind>(
  waits: Wait[],
  kind: K,
): Omit<Extract<Wait, { kind: K }>, 'kind'>[] {
  return waits
    .filter((wait): wait is Extract<Wait, { kind: K }> => wait.kind === kind)
    .map(({ kind: _, ...wait }) => structuredClone(wait));
}
