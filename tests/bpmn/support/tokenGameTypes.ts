import type { GraphNode } from './graph.js';

/** One open wait of the game: which element, and how to answer it. */
export interface GameWait {
  elementId: string;
  kind: 'task' | 'service' | 'message' | 'call' | 'timer' | 'signal' | 'condition';
  answer(): void;
  /** Of a service or call: the error that it throws, and the escalation of what was called. */
  fail?: () => void;
  escalate?: () => void;
}

/** An activity, or an instance of a loop, that was completed. */
export interface Done {
  node: GraphNode;
  /** Counts completions. */
  at: number;
  /** What was done in it. */
  inner: Scope | null;
  /** The loop that it belongs to goes on. */
  isPending: boolean;
  isUndone: boolean;
}

/** One execution of a process or sub-process. */
export interface Scope {
  id: string;
  done: Done[];
  parent: Scope | null;
  alive: boolean;
  /** Interruptions so far: what began before the last is gone. */
  epoch: number;
  parentEpoch: number;
  /** Tokens on their way through nodes that take no time. */
  moving: number;
  /** Node under way -> how many instances of it. */
  busy: Map<string, number>;
  /** Event sub-processes that listen, and how many executions of them are under way. */
  listening: GraphNode[];
  running: number;
  /** Join -> flow -> tokens that have arrived. */
  joins: Map<string, Map<string, number>>;
  onEnd(): void;
  onError(): void;
  onEscalation(): void;
}

export interface OpenWait extends GameWait {
  scope: Scope;
  epoch: number;
  /** Of a condition: whether it was met when it was looked at last. */
  isMet: boolean;
}

/** What may happen to an activity under way. */
export interface Course {
  done: boolean;
  cancel: (() => void)[];
  /** Its instances that were completed. */
  results: Done[];
  stop(proceed: () => void): void;
  complete(): void;
  fail(): void;
  escalate(): void;
}
