import type { Logger } from 'pino';
import type { Runtime } from '../../platform/runCommand.js';
import { Lane } from './lane.js';
import type { FailJob, JobHandlers } from './runDueJob.js';

/** Runs all jobs: what takes long or waits for others in lanes of its own, so that no timer waits for it. */
export class Worker {
  readonly #lanes: readonly Lane[];

  constructor(
    runtime: Runtime,
    { writeExport, checkAudit, sendMail, ...others }: JobHandlers,
    failJob: FailJob,
    log: Logger,
  ) {
    this.#lanes = [others, { sendMail }, { writeExport }, { checkAudit }].map(
      (handlers) => new Lane(runtime, handlers, failJob, log),
    );
  }

  start(): void {
    for (const lane of this.#lanes) lane.start();
  }

  /** Looks for due jobs now instead of at the next tick. */
  wake(): void {
    for (const lane of this.#lanes) lane.wake();
  }

  /** Runs what is due until nothing is in any lane; returns how many jobs were tried. */
  async runDue(): Promise<number> {
    for (let all = 0; ; ) {
      const counts = await Promise.all(this.#lanes.map((lane) => lane.runDue()));
      const count = counts.reduce((sum, one) => sum + one, 0);
      if (count === 0) return all;
      all += count;
    }
  }

  /** True while every lane is running and not stuck. */
  isAlive(): boolean {
    return this.#lanes.every((lane) => lane.isAlive());
  }

  /** Waits for the jobs in hand, which stop early when they can, and ends the loops. */
  async stop(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.stop()));
  }
}
