import type { Panel } from './panel.js';
import type { Stage } from './stage.js';

const stepMs = 1100;

/** Moves through the steps of a ticket's life, by itself or as told. */
export class Player {
  index = 0;
  isPlaying = false;
  speed = 1;
  /** Called after every change of the step and of playing or pausing. */
  onChange: () => void = () => undefined;
  /** Aborts what is playing: each run checks its signal before it goes on. */
  #running = new AbortController();
  readonly #isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;

  constructor(
    readonly count: number,
    private readonly stage: Stage,
    private readonly panel: Panel,
  ) {}

  /** Shows a step at once. */
  async goTo(index: number): Promise<void> {
    this.isPlaying = false;
    await this.#turnTo(index, this.#begin(), false);
  }

  /** Goes on by one step, with its tokens running. */
  async next(): Promise<void> {
    if (this.index >= this.count - 1) return;
    this.isPlaying = false;
    await this.#turnTo(this.index + 1, this.#begin(), true);
  }

  /** Goes on step by step to the end; from the end it begins anew. */
  async play(): Promise<void> {
    const signal = this.#begin();
    this.isPlaying = true;
    if (this.index >= this.count - 1) await this.#turnTo(0, signal, false);
    this.onChange();
    while (!signal.aborted && this.index < this.count - 1) {
      await this.#turnTo(this.index + 1, signal, true);
      await pauseFor(stepMs / this.speed, signal);
    }
    if (signal.aborted) return;
    this.isPlaying = false;
    this.onChange();
  }

  /** Stays at the step, shown as it ends. */
  pause(): Promise<void> {
    return this.goTo(this.index);
  }

  #begin(): AbortSignal {
    this.#running.abort();
    this.#running = new AbortController();
    return this.#running.signal;
  }

  async #turnTo(index: number, signal: AbortSignal, isAnimated: boolean): Promise<void> {
    this.index = Math.min(this.count - 1, Math.max(0, index));
    this.panel.show(this.index);
    this.onChange();
    if (isAnimated && !this.#isStill) await this.stage.animate(this.index, this.speed, signal);
    if (!signal.aborted) await this.stage.show(this.index);
  }
}

function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
