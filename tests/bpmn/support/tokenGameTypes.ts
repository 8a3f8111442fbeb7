import type { GraphNode } from './graph.js';

/** One open wait of the game: which element, and how to answer it. */
export interface GameWait {
  elementId: string;
  kind: 'task' | 'service' | 'message' | 'call' | 'timer';
  answer(): void;
}

/** One execution of a process or sub-process. */
export interface Scope {
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
}

/** What may happen to an activity under way. */
export interface Course {
  done: boolean;
  cancel: (() => void)[];
  stop(proceed: () => void): void;
  complete(): void;
  fail(): void;
  escalate(): void;
}
