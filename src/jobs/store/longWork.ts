/** running -> finished; cancelled before its end; removed when what it made was kept long enough. */
export type WorkStatus = 'running' | 'finished' | 'cancelled' | 'removed';

/** What all rows of long work have: a job does it in the background, and a page shows how far it is. */
export interface LongWorkRow {
  id: number;
  status: WorkStatus;
  requestedBy: number;
  requestedAt: string;
  /** How many there are to do; null until they are counted. */
  total: number | null;
  done: number;
  /** When the last attempt failed; null while it goes well. */
  failedAt: string | null;
  finishedAt: string | null;
}

export type LongWorkChange = Partial<
  Pick<LongWorkRow, 'status' | 'total' | 'done' | 'failedAt' | 'finishedAt'>
>;
