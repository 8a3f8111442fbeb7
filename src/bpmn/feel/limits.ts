/** What an evaluation may use before it is refused. */
export interface Limits {
  /** Closures run, list items made, comparisons made. */
  steps: number;
  /** Calls of functions, and nodes of the tree, within each other. */
  depth: number;
  /** Items of one list, or entries of one context. */
  listSize: number;
  /** UTF-16 units of one text. */
  textSize: number;
  /** Milliseconds of one evaluation, or of one compilation. */
  time: number;
}

export type LimitName = keyof Limits;

export const defaultLimits: Readonly<Limits> = {
  steps: 200_000,
  depth: 120,
  listSize: 50_000,
  textSize: 200_000,
  time: 80,
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

const CLOCK_EVERY = 1024;

/** Counts what one evaluation uses. The clock is read seldom: it costs more than a step. */
export class Budget {
  private steps = 0;
  private depth = 0;
  private cells = 0;
  private nextLook = CLOCK_EVERY;
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

  /** Every list, text or context made counts, so that many big ones are refused as one bigger one is. @throws {FeelLimit} */
  list(size: number): void {
    if (size > this.limits.listSize) throw new FeelLimit('listSize', this.limits.listSize);
    this.spend(size);
  }

  /** @throws {FeelLimit} */
  text(size: number): void {
    if (size > this.limits.textSize) throw new FeelLimit('textSize', this.limits.textSize);
    this.cells += size;
    if (this.cells > 20 * this.limits.textSize) throw new FeelLimit('textSize', 20 * this.limits.textSize);
    this.spend(1 + (size >> 6));
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
    this.nextLook = this.steps + CLOCK_EVERY;
    if (performance.now() - this.started > this.limits.time) throw new FeelLimit('time', this.limits.time);
  }
}
