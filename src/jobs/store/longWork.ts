/** running -> finished or cancelled; removed when the retention period of its result is over. */
export type WorkStatus = 'running' | 'finished' | 'cancelled' | 'removed';

/** Columns shared by all long-running work: a job does it in the background and a page shows the progress. */
export interface LongWorkRow {
  id: number;
  status: WorkStatus;
  requestedBy: number;
  requestedAt: string;
  /** Number of items to process; null until they are counted. */
  total: number | null;
  done: number;
  /** Time at which the last attempt failed; null without a failure. */
  failedAt: string | null;
  finishedAt: string | null;
}

export type LongWorkChange = Partial<
  Pick<LongWorkRow, 'status' | 'total' | 'done' | 'failedAt' | 'finishedAt'>
>;
