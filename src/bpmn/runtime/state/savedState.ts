import { isDeepStrictEqual } from 'node:util';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { EngineError } from '../../../platform/errors.js';
import type { EngineState } from '../../types.js';
import type { Process } from '../bpmnElements.js';
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
  // Seats came, which a program of before would not find; its tokens that queue at an activity get theirs at the next step.
  (state) => ({ ...state, format: 2 }),
];

/** A state with more waits is kept deflated, since hundreds of instances repeat what they are made of. */
const maxReadableWaits = 50;

/** The format in which states are written. */
const currentFormat = formatUpgrades.length;

/**
 * A stored state in the present format; the state that was given stays as it is.
 * @throws {EngineError} when a newer program wrote it
 */
function toPresentFormat(state: EngineState): EngineState {
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
  sleeping: { putBackInto(process: object): void } | null,
): EngineState {
  const saved = withoutLibraryFields(process.getState()) as object;
  sleeping?.putBackInto(saved);
  const state = { process: saved, memory, active: [...active] };
  if (memory.waits.length <= maxReadableWaits)
    return { format: currentFormat, ...state, memory: structuredClone(memory) };
  const packed = deflateRawSync(JSON.stringify(state), { level: 1 }).toString('base64');
  return { format: currentFormat, packed };
}

/** A stored state of any format as it can be read. @throws {EngineError} when a newer program wrote it */
function open(state: EngineState): EngineState {
  const present = toPresentFormat(state);
  const { packed } = present;
  if (typeof packed !== 'string') return structuredClone(present);
  const content = JSON.parse(inflateRawSync(Buffer.from(packed, 'base64')).toString()) as object;
  return { format: currentFormat, ...content };
}

/** Reads a stored state of any format. @throws {EngineError} when a newer program wrote it */
export function readState(state: EngineState): SavedState {
  const copy = open(state) as unknown as SavedState;
  const elementIds = copy.ended ? new Set<string>() : elementIdsIn(copy.process);
  return { ...copy, ended: copy.ended === true, elementIds };
}

/**
 * Whether two states are equal, in whatever format each is stored, and whichever parts were brought to life to come there.
 * A state that can't be read equals no other.
 */
export function isSameState(one: EngineState, other: EngineState): boolean {
  try {
    const asStored = (state: EngineState) => withoutTraces(JSON.parse(JSON.stringify(open(state))));
    return isDeepStrictEqual(asStored(one), asStored(other));
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
}

/** Marks of the library on what it has taken up again. */
const marks = new Set(['redelivered', 'isRecovered']);

/**
 * Leaves out what says nothing of where a process stands: elements at which nothing is, and what the library leaves in each
 * part that it resumes.
 */
function withoutTraces(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isTrace(item)).map(withoutTraces);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, item]) => !marks.has(key) && !(key === 'stopped' && !item),
  );
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutTraces(inOrder(key, item))]));
}

/** Messages and elements come in the order in which the library took them up or made them. */
function inOrder(name: string, item: unknown): unknown {
  if (!Array.isArray(item) || (name !== 'messages' && name !== 'children')) return item;
  const key = ({ id, fields, content }: LeftMessage & ElementState) =>
    [id, content?.executionId, content?.id, fields?.routingKey].join(' ');
  return item.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** An element with neither a status nor a token that waits, or a message that the library throws away when it is taken up again. */
function isTrace(item: LeftMessage & ElementState): boolean {
  if (item?.properties?.persistent === false || item?.fields?.routingKey === 'execute.outbound.take')
    return true;
  const isIdle = item?.counters !== undefined && item.status === undefined;
  return isIdle && !item.broker?.queues?.some(({ messages }) => messages.length > 0);
}

/** Ids of the elements with state somewhere in it. */
export function elementIdsIn(process: object): Set<string> {
  const ids = new Set<string>();
  collectIds(process, ids);
  return ids;
}

interface LeftMessage {
  content?: { executionId?: string; id?: string };
  fields?: { routingKey?: string };
  properties?: { persistent?: boolean };
}

interface ElementState {
  id?: string;
  status?: string;
  counters?: object;
  broker?: { queues?: { messages: unknown[] }[] };
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
