import type { Logger } from 'pino';
import type { Runtime } from '../../platform/runCommand.js';
import { leaseSeconds } from '../model/lease.js';
import { type FailJob, type JobHandlers, runDueJob, type Turn } from './runDueJob.js';

const tickMilliseconds = 1000;
const stuckAfterMilliseconds = leaseSeconds * 1000;

/** Runs due jobs of its kinds one after the other: polls every second, and at once after a commit. */
export class Lane {
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<number> | undefined;
  #state: 'idle' | 'running' | 'stopping' = 'idle';
  #wanted = false;
  #lastSign = 0;
  readonly #stopping = new AbortController();

  constructor(
    private readonly runtime: Runtime,
    private readonly handlers: Partial<JobHandlers>,
    private readonly failJob: FailJob,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.#state = 'running';
    this.#loop();
  }

  /** Looks for due jobs now instead of at the next poll. */
  wake(): void {
    this.#wanted = true;
    if (this.#state === 'running' && !this.#turn) void this.runDue();
  }

  /** Runs all due jobs. @returns how many were attempted */
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

  /** Whether the loop runs and is not stuck. */
  isAlive(): boolean {
    return this.#state === 'running' && Date.now() - this.#lastSign < stuckAfterMilliseconds;
  }

  /** Asks the running job to stop, waits for it, and ends the loop. */
  async stop(): Promise<void> {
    this.#state = 'stopping';
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#turn;
  }

  async #runAll(): Promise<number> {
    const sign = () => {
      this.#lastSign = Date.now();
    };
    const turn: Turn = { stopping: this.#stopping.signal, reportAlive: sign };
    let count = 0;
    do {
      this.#wanted = false;
      sign();
      while (this.#state !== 'stopping' && (await this.#runNext(turn))) {
        count += 1;
        sign();
      }
    } while (this.#wanted && this.#state !== 'stopping');
    return count;
  }

  #runNext(turn: Turn): Promise<boolean> {
    return runDueJob(this.runtime, this.handlers, this.failJob, this.log, turn);
  }

  #loop(): void {
    void this.runDue().then(() => {
      if (this.#state === 'running') this.#timer = setTimeout(() => this.#loop(), tickMilliseconds);
    });
  }
}
