import type { Logger } from 'pino';
import type { Runtime } from '../../platform/runCommand.js';
import { Lane } from './lane.js';
import type { FailJob, JobHandlers } from './runDueJob.js';

/** Runs all jobs; slow kinds have their own lanes, so that no timer waits for them. */
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

  /** Looks for due jobs now instead of at the next poll. */
  wake(): void {
    for (const lane of this.#lanes) lane.wake();
  }

  /** Runs all due jobs of all lanes. @returns how many were attempted */
  async runDue(): Promise<number> {
    for (let all = 0; ; ) {
      const counts = await Promise.all(this.#lanes.map((lane) => lane.runDue()));
      const count = counts.reduce((sum, one) => sum + one, 0);
      if (count === 0) return all;
      all += count;
    }
  }

  /** Whether every lane runs and is not stuck. */
  isAlive(): boolean {
    return this.#lanes.every((lane) => lane.isAlive());
  }

  /** Waits for the running jobs, which stop early if they can, and ends the loops. */
  async stop(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.stop()));
  }
}
