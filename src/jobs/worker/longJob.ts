import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Person, systemActor } from '../../platform/actor.js';
import { type Runtime, runCommand } from '../../platform/runCommand.js';
import {
  beginWork,
  type LongWork,
  recordFailedAttempt,
  recordProgress,
  releaseWork,
  type WorkStep,
} from '../commands/longWork.js';
import type { LongWorkRow } from '../store/longWork.js';
import type { JobHandler, Turn } from './runDueJob.js';

/** Called by the work after each small piece: stores the progress and lets other work of the process run. */
export type Progress = (done: number, total: number) => Promise<void>;

/** The process shuts down, or the work was cancelled. */
class Stopped extends Error {}

/** Interval between progress updates, in milliseconds. */
const progressIntervalMs = 500;
/** A turn of the event loop that is shorter did no other work. */
const idleTurnMs = 0.5;
/** The work goes on after this time even if the process is never idle. */
const maxYieldMs = 100;

/**
 * A long-running job: it starts again after a crash or restart, its requester can cancel it, and between its pieces it gives
 * way to other work of the process. `perform` ends with a command of its own that calls `finishWork`.
 */
export function longJob<Row extends LongWorkRow>(
  runtime: Runtime,
  work: LongWork<Row>,
  perform: (begun: { row: Row; person: Person; step: WorkStep<Row> }, progress: Progress) => Promise<void>,
): JobHandler {
  return async (job, turn) => {
    const step: WorkStep<Row> = { work, job, id: Number(job.payload.id) };
    const begun = await runCommand(runtime, systemActor, beginWork<Row>, step);
    if (!begun) return;
    try {
      await perform({ ...begun, step }, createProgress(runtime, step, turn));
    } catch (error) {
      if (error instanceof Stopped) return runCommand(runtime, systemActor, releaseWork<Row>, step);
      await runCommand(runtime, systemActor, recordFailedAttempt<Row>, step);
      throw error;
    }
  };
}

function createProgress<Row extends LongWorkRow>(
  runtime: Runtime,
  step: WorkStep<Row>,
  turn: Turn,
): Progress {
  let notedAt = Number.NEGATIVE_INFINITY;
  return async (done, total) => {
    turn.reportAlive();
    if (turn.stopping.aborted) throw new Stopped();
    if (performance.now() - notedAt > progressIntervalMs) {
      if (!(await runCommand(runtime, systemActor, recordProgress<Row>, { ...step, total, done })))
        throw new Stopped();
      notedAt = performance.now();
    }
    await yieldToOthers();
  };
}

/** Waits until the event loop is idle: a request takes several turns and must not wait in each of them. */
async function yieldToOthers(): Promise<void> {
  const begin = performance.now();
  for (let before = begin; ; ) {
    await nextTurn();
    const now = performance.now();
    if (now - before < idleTurnMs || now - begin > maxYieldMs) return;
    before = now;
  }
}
