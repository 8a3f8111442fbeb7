import { EngineError } from '../../platform/errors.js';
import type { EngineState } from '../types.js';
import type { Process } from './bpmnElements.js';
import type { Memory } from './memory.js';

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

/**
 * Properties of the library that would make every saved state differ: clock times, random ids, our own
 * settings.
 */
const droppedProperties = new Set(['environment', 'timestamp', 'messageId', 'correlationId', 'consumerTag']);

/**
 * One function for each step to a newer format, the first from format 0: states that were written without one.
 */
const formatUpgrades: readonly ((state: EngineState) => EngineState)[] = [
  (state) => ({ ...state, format: 1 }),
];

/** The format in which states are written. */
const currentFormat = formatUpgrades.length;

/**
 * A stored state in the present format; the state that was given stays as it is.
 * @throws {EngineError} when a newer program wrote it
 */
export function toPresentFormat(state: EngineState): EngineState {
  const { format = 0 } = Object(state) as EngineState;
  if (!Number.isInteger(format) || (format as number) < 0 || (format as number) > currentFormat)
    throw new EngineError(
      null,
      `工单的流程状态是格式 ${format}，本程序最高支持格式 ${currentFormat}，请升级程序后再办理。`,
    );
  return formatUpgrades.slice(format as number).reduce((older, upgrade) => upgrade(older), state);
}

export function endedState(): EngineState {
  return { format: currentFormat, ended: true };
}

export function writeState(
  process: Process,
  memory: Memory,
  active: ReadonlyMap<string, string>,
): EngineState {
  return {
    format: currentFormat,
    process: withoutLibraryFields(process.getState()),
    memory: structuredClone(memory),
    active: [...active],
  };
}

/** Reads a stored state of any format. @throws {EngineError} when a newer program wrote it */
export function readState(state: EngineState): SavedState {
  const copy = structuredClone(toPresentFormat(state)) as unknown as SavedState;
  const elementIds = copy.ended ? new Set<string>() : elementIdsIn(copy.process);
  return { ...copy, ended: copy.ended === true, elementIds };
}

/** Ids of the elements with state somewhere in it. */
export function elementIdsIn(process: object): Set<string> {
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

/** A state without the library's own properties. */
export function withoutLibraryFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLibraryFields);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined && !droppedProperties.has(key)) kept[key] = withoutLibraryFields(item);
  }
  return kept;
}
