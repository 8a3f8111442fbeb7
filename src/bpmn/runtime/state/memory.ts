import type { LoopPosition } from '../../types.js';
import type { Wait } from '../waits.js';

/** One of the loops around a place. */
export interface LoopScope {
  position: LoopPosition;
  elementVariable: string;
}

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
  /** What has been done and can be undone, in the order in which it was done; absent where there is nothing. */
  done?: Done[];
  /** What is being undone. */
  undoings?: Undoing[];
  /** The last loop of each multi-instance task in its scope, by execution id; older states have none. */
  endedLoops?: Record<string, EndedLoop>;
}

/** An activity, or an instance of a loop, that has been done and can be undone (BPMN 2.0, 10.7). */
export interface Done {
  elementId: string;
  executionId: string;
  /** Execution of the scope that it was in. */
  scopeId: string;
  /** Execution of the loop that it belongs to while that is under way. */
  loopId?: string;
  /** Where it stood in the loops around. */
  loops: LoopScope[];
}

/** One handler that is to run: for what was done, where that stood in the loops around. */
export interface UndoStep {
  handlerId: string;
  undoneId: string;
  loops: LoopScope[];
}

/** A run of handlers, one after the other. */
export interface Undoing {
  /** Execution id in the event that threw it, when that waits for the end. */
  awaitedBy: string | null;
  /** Element id of the scope in which the handlers run. */
  scopeElementId: string;
  /** The handler that is under way, its seat and its execution. */
  step: UndoStep;
  seat: string;
  executionId: string;
  /** Those that follow. */
  left: UndoStep[];
}

/** What a memory is cut down to when it is saved. */
export interface LiveExecutions {
  /** Execution ids of the activities under way, the process and the executions of sub-processes among them. */
  activities: Set<string>;
  /** Execution ids inside them, which the open waits have. */
  waits: Set<string>;
}
