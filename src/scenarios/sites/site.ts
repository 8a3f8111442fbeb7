import type { Runtime } from '../../platform/runCommand.js';

/** A clock that stands still until a scenario moves it. */
export interface ScenarioClock {
  now(): Date;
  set(moment: Date): void;
}

/** A whole company on a database of its own, whose time and jobs only the scenario moves. */
export interface ScenarioSite {
  runtime: Runtime & { clock: ScenarioClock };
  /** Runs what is due by the clock. */
  worker: { runDue(): Promise<number> };
  /** Where uploads are kept. */
  attachmentFolder: string;
  close(): Promise<void>;
}

export function createScenarioClock(start: string): ScenarioClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    set(moment) {
      now = new Date(moment);
    },
  };
}
