/** One thing that comes out otherwise when the recorded commands are run again. */
export interface Difference {
  /** Number of the event at which it shows; null for what is stored in the end. */
  seq: number | null;
  message: string;
}

export interface ReplayReport {
  number: string;
  /** Engine commands that were run again. */
  steps: number;
  differences: Difference[];
}
