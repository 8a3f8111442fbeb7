/** What a compilation and an evaluation may use before they are refused. */
export interface Limits {
  /** UTF-16 units of the expression itself. */
  expressionSize: number;
  /** Work of one evaluation: a turn of a loop, a call, an item of a list made; what costs more counts more. */
  steps: number;
  /** Calls of functions, and parts of the expression, within each other. */
  depth: number;
  /** Items of one list, or entries of one context. */
  listSize: number;
  /** UTF-16 units of one text. */
  textSize: number;
  /**
   * Milliseconds, as a last resort. The other limits are reached first, by far on an idle machine and on a busy one too, and
   * always by the same expressions: whether a ticket goes on must not depend on how busy the machine is.
   */
  time: number;
}

export type LimitName = keyof Limits;

export const defaultLimits: Readonly<Limits> = {
  expressionSize: 10_000,
  steps: 60_000,
  depth: 120,
  listSize: 20_000,
  textSize: 100_000,
  time: 5_000,
};

/** An expression that wanted more than it may have. It is the one thing an evaluation throws. */
export class FeelLimit extends Error {
  constructor(
    readonly limit: LimitName,
    readonly allowed: number,
  ) {
    super(`FEEL limit exceeded: ${limit} > ${allowed}`);
    this.name = 'FeelLimit';
  }
}

const clockEvery = 1024;

/** Counts what one evaluation uses. The clock is read seldom: it costs more than a step. */
export class Budget {
  private steps = 0;
  private depth = 0;
  private nextLook = clockEvery;
  private readonly started = performance.now();

  constructor(readonly limits: Readonly<Limits>) {}

  /** @throws {FeelLimit} */
  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > this.limits.steps) throw new FeelLimit('steps', this.limits.steps);
    if (this.steps >= this.nextLook) this.lookAtClock();
  }

  /** A list, or text, that grows bit by bit. @throws {FeelLimit} */
  grow(size: number, limit: 'listSize' | 'textSize' = 'listSize'): void {
    if (size > this.limits[limit]) throw new FeelLimit(limit, this.limits[limit]);
    this.spend(1);
  }

  /** A list or context that is made. @throws {FeelLimit} */
  list(size: number): void {
    if (size > this.limits.listSize) throw new FeelLimit('listSize', this.limits.listSize);
    this.spend(size);
  }

  /** A text that is made. @throws {FeelLimit} */
  text(size: number): void {
    if (size > this.limits.textSize) throw new FeelLimit('textSize', this.limits.textSize);
    this.spend(1 + (size >> 3));
  }

  /** @throws {FeelLimit} */
  enter(): void {
    this.depth += 1;
    if (this.depth > this.limits.depth) throw new FeelLimit('depth', this.limits.depth);
  }

  leave(): void {
    this.depth -= 1;
  }

  private lookAtClock(): void {
    this.nextLook = this.steps + clockEvery;
    if (performance.now() - this.started > this.limits.time) throw new FeelLimit('time', this.limits.time);
  }
}
