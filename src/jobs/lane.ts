import type { Logger } from 'pino';
import type { Runtime } from '../commands/runCommand.js';
import type { JobKind } from '../db/jobs.js';
import { type JobHandler, leaseSeconds, runDueJob } from './runDueJob.js';

const tickMilliseconds = 1000;
const stuckAfterMilliseconds = leaseSeconds * 1000;

/** Runs due jobs one after the other: looks each second, and at once when a command committed. */
export class Worker {
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<number> | undefined;
  #state: 'idle' | 'running' | 'stopping' = 'idle';
  #wanted = false;
  #lastTurn = 0;

  constructor(
    private readonly runtime: Runtime,
    private readonly handlers: Record<JobKind, JobHandler>,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.#state = 'running';
    this.#loop();
  }

  /** Looks for due jobs now instead of at the next tick. */
  wake(): void {
    this.#wanted = true;
    if (this.#state === 'running' && !this.#turn) void this.runDue();
  }

  /** Runs what is due until nothing is; returns how many jobs were tried. */
  runDue(): Promise<number> {
    this.#turn ??= this.#runAll()
      .catch((error) => {
        this.log.error({ err: error }, 'worker turn failed');
        return 0;
      })
      .finally(() => {
        this.#turn = undefined;
      });
    return this.#turn;
  }

  /** True while the loop is running and not stuck. */
  isAlive(): boolean {
    return this.#state === 'running' && Date.now() - this.#lastTurn < stuckAfterMilliseconds;
  }

  /** Waits for the job in hand and ends the loop. */
  async stop(): Promise<void> {
    this.#state = 'stopping';
    clearTimeout(this.#timer);
    await this.#turn;
  }

  async #runAll(): Promise<number> {
    let count = 0;
    do {
      this.#wanted = false;
      this.#lastTurn = Date.now();
      while (this.#state !== 'stopping' && (await runDueJob(this.runtime, this.handlers, this.log))) {
        count += 1;
        this.#lastTurn = Date.now();
      }
    } while (this.#wanted && this.#state !== 'stopping');
    return count;
  }

  #loop(): void {
    void this.runDue().then(() => {
      if (this.#state === 'running') this.#timer = setTimeout(() => this.#loop(), tickMilliseconds);
    });
  }
}
