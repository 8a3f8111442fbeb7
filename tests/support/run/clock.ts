/** When tests begin: a Monday, two in the afternoon in the department's time zone. */
export const testStart = '2026-11-23T06:00:00.000Z';

/** A clock that stands still until a test moves it. */
export class TestClock {
  #now: Date;

  constructor(start: string = testStart) {
    this.#now = new Date(start);
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(time: string): void {
    this.#now = new Date(time);
  }

  advance(amount: { hours?: number; minutes?: number; milliseconds?: number }): void {
    const { hours = 0, minutes = 0, milliseconds = 0 } = amount;
    this.#now = new Date(this.#now.getTime() + (hours * 60 + minutes) * 60_000 + milliseconds);
  }
}
