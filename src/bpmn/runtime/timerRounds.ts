import { nextRound } from '../timers.js';
import type { Activity, Content } from './bpmnElements.js';
import { startTimer } from './openWait.js';
import { runOf } from './Run.js';
import { elementIdOf } from './seats.js';

/** One round of a timer: when it ends, and how many there are with this one (-1: without end). */
export interface Round {
  dueAt: string;
  left: number;
  text: string;
}

/** What the next round goes on from. */
export interface LastRound {
  left: number;
  lastDueAt: string;
  text: string;
}

/** Starts a timer, or its next round on the beat of the last. @throws {EngineError} */
export function beginRound(
  activity: Activity,
  content: Content,
  last: LastRound | undefined,
  elementId = elementIdOf(activity.id),
): Round {
  const run = runOf(activity);
  return run.guard(() => {
    if (last) {
      return {
        dueAt: nextRound(last.text, last.lastDueAt, run.date, run.zone),
        left: last.left,
        text: last.text,
      };
    }
    const { dueAt, repeat, text } = startTimer(activity, content, elementId);
    return { dueAt, left: repeat, text };
  });
}

/** Null when this round was the last. */
export function roundAfter({ left, dueAt, text }: Round): LastRound | null {
  if (left <= 1 && left !== -1) return null;
  return { left: left === -1 ? -1 : left - 1, lastDueAt: dueAt, text };
}
