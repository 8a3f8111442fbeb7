/** One difference between the recorded history and the run. */
export interface Difference {
  /** Number of the event that differs; null for a difference in the final state. */
  seq: number | null;
  message: string;
}

export interface ReplayReport {
  number: string;
  /** Engine commands that were run again. */
  steps: number;
  differences: Difference[];
}

/** A sentence for each difference: `工单 YC-…：第 7 条：…`. */
export function differencesText({ number, differences }: ReplayReport): string[] {
  return differences.map((one) => `工单 ${number}：${differenceText(one)}`);
}

/** `第 7 条：…`, or the message alone. */
export function differenceText({ seq, message }: Difference): string {
  return seq === null ? message : `第 ${seq} 条：${message}`;
}
