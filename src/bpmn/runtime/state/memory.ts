import type { Wait } from '../waits.js';

/** Progress of a multi-instance activity: what it iterates over is fixed when it starts. */
export interface Loop {
  count: number;
  completed: number;
  /** How many voted yes and no, where the task is a vote. */
  approvals?: number;
  rejections?: number;
  /** Whether one was taken back, so that those after it in a sequence come up a second time. */
  isReopened?: true;
  /**
   * Execution ids of the loops that it goes on with, which were over when one of their instances was taken
   * back.
   */
  continues?: string[];
  items: unknown[] | null;
}

/** A loop of tasks that is over, as it can be taken up again. */
export interface EndedLoop extends Loop {
  elementId: string;
  /** Execution of the scope that it was in. */
  scopeId: string;
  /** Instances that were under way when it ended. */
  open: number[];
}

/** What the engine keeps of a ticket beside the state of bpmn-elements. */
export interface Memory {
  /** Number of the next execution: ids are counted, so that the same commands give the same ids. */
  next: number;
  waits: Wait[];
  /** By execution id of the multi-instance activity. */
  loops: Record<string, Loop>;
  /** The last loop of each multi-instance task in its scope, by execution id; older states have none. */
  endedLoops?: Record<string, EndedLoop>;
}

/** What a memory is cut down to when it is saved. */
export interface LiveExecutions {
  /** Execution ids of the activities under way, the process and the executions of sub-processes among them. */
  activities: Set<string>;
  /** Execution ids inside them, which the open waits have. */
  waits: Set<string>;
}
