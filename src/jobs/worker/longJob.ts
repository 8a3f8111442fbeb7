import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Person, systemActor } from '../../platform/actor.js';
import { type Runtime, runCommand } from '../../platform/runCommand.js';
import {
  beginWork,
  type LongWork,
  noteFailedWork,
  noteWork,
  releaseWork,
  type WorkStep,
} from '../commands/longWork.js';
import type { LongWorkRow } from '../store/longWork.js';
import type { JobHandler, Turn } from './runDueJob.js';

/** What the work tells of itself after each small piece, and what it is paced by. */
export type Progress = (done: number, total: number) => Promise<void>;

/** The process is to end, or the work is no longer wanted. */
class Stopped extends Error {}

/** How often it is noted how far it is. */
const noteMilliseconds = 500;
/** A turn in which the process did something for others takes longer than this. */
const quietMilliseconds = 0.5;
/** Also when it never gets quiet the work goes on. */
const mostMilliseconds = 100;

/**
 * A job that takes long: it begins anew after a crash or a restart, is stopped by who asked for it, and stands back between
 * its pieces for whatever else the process has to do. `perform` ends by its own command that calls `endWork`.
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
      await perform({ ...begun, step }, progressOf(runtime, step, turn));
    } catch (error) {
      if (error instanceof Stopped) return runCommand(runtime, systemActor, releaseWork<Row>, step);
      await runCommand(runtime, systemActor, noteFailedWork<Row>, step);
      throw error;
    }
  };
}

function progressOf<Row extends LongWorkRow>(runtime: Runtime, step: WorkStep<Row>, turn: Turn): Progress {
  let notedAt = Number.NEGATIVE_INFINITY;
  return async (done, total) => {
    turn.goesOn();
    if (turn.stopping.aborted) throw new Stopped();
    if (performance.now() - notedAt > noteMilliseconds) {
      if (!(await runCommand(runtime, systemActor, noteWork<Row>, { ...step, total, done })))
        throw new Stopped();
      notedAt = performance.now();
    }
    await othersFirst();
  };
}

/** Stands back until nobody else has work for the process: a click takes several turns, and is not to wait in each. */
async function othersFirst(): Promise<void> {
  const begin = performance.now();
  for (let before = begin; ; ) {
    await nextTurn();
    const now = performance.now();
    if (now - before < quietMilliseconds || now - begin > mostMilliseconds) return;
    before = now;
  }
}
