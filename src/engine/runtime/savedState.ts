import type { EngineState } from '../types.js';
import type { Process } from './bpmnElements.js';
import type { Memory } from './Run.js';

/** The state of a ticket as `step` reads it. */
export interface SavedState {
  ended: boolean;
  process: object;
  memory: Memory;
  /** Execution id and element id of the activities under way. */
  active: [string, string][];
  /** Elements with state somewhere in `process`. */
  elementIds: ReadonlySet<string>;
}

/** What the library keeps for itself and would make each state a new one: clock times, drawn ids, our own settings. */
const DROPPED = new Set(['environment', 'timestamp', 'messageId', 'correlationId', 'consumerTag']);

export function endedState(): EngineState {
  return { ended: true };
}

export function writeState(
  process: Process,
  memory: Memory,
  active: ReadonlyMap<string, string>,
): EngineState {
  return { process: strip(process.getState()), memory: structuredClone(memory), active: [...active] };
}

export function readState(state: EngineState): SavedState {
  const copy = structuredClone(state) as unknown as SavedState;
  const elementIds = copy.ended ? new Set<string>() : idsOf(copy.process);
  return { ...copy, ended: copy.ended === true, elementIds };
}

/** Ids of the elements with state somewhere in it. */
export function idsOf(process: object): Set<string> {
  const ids = new Set<string>();
  collectIds(process, ids);
  return ids;
}

interface ElementState {
  id?: string;
  children?: ElementState[];
  execution?: ElementState;
  executions?: ElementState[];
}

function collectIds(state: ElementState, ids: Set<string>): void {
  for (const child of state.children ?? []) {
    ids.add(child.id as string);
    collectIds(child, ids);
  }
  if (state.execution) collectIds(state.execution, ids);
  for (const execution of state.executions ?? []) collectIds(execution, ids);
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined && !DROPPED.has(key)) kept[key] = strip(item);
  }
  return kept;
}
