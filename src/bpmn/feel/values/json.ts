import { Zone } from '../calendar/zone.js';
import { type Budget, FeelLimit } from '../limits.js';
import { DaysDuration, MonthsDuration, parseDuration } from './duration.js';
import { FeelNumber, numberOf, parseNumber } from './number.js';
import { FeelDate, FeelDateTime, FeelTime, parseDate, parseDateTime, parseTime } from './temporal.js';
import type { FeelType } from './types.js';
import { FeelFunction, FeelRange, type Value } from './value.js';

const nanosOfMilli = 1_000_000n;
const maxDepth = 60;

/**
 * A value of JSON as one of FEEL without any knowledge of types: numbers, texts, booleans, lists, contexts. What is a value
 * of FEEL already stays one; a Date is its moment in UTC. Functions of JavaScript and NaN are null.
 * @throws {FeelLimit} when it nests too deeply or, with a budget, is too long
 */
export function fromJson(value: unknown, budget: Budget | null = null, depth = 0): Value {
  if (value === null || value === undefined) return null;
  if (depth > maxDepth) throw new FeelLimit('depth', maxDepth);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return numberOf(value);
  if (typeof value !== 'object') return null;
  if (isFeelObject(value)) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : momentOf(value);
  if (Array.isArray(value)) {
    budget?.list(value.length);
    return value.map((item) => fromJson(item, budget, depth + 1));
  }
  const entries = value instanceof Map ? [...value.entries()] : Object.entries(value);
  budget?.list(entries.length);
  return new Map(entries.map(([key, item]) => [String(key), fromJson(item, budget, depth + 1)]));
}

function isFeelObject(value: object): value is FeelNumber | FeelDate {
  return (
    value instanceof FeelNumber ||
    value instanceof FeelDate ||
    value instanceof FeelDateTime ||
    value instanceof FeelTime ||
    value instanceof DaysDuration ||
    value instanceof MonthsDuration ||
    value instanceof FeelRange ||
    value instanceof FeelFunction
  );
}

function momentOf(date: Date): FeelDateTime | null {
  return FeelDateTime.atEpochNanos(BigInt(date.getTime()) * nanosOfMilli, Zone.utc);
}

/**
 * A stored value of the declared type as FEEL has it: `"2026-03-01"` of a date field becomes that date, `"12.50"` of an
 * amount the number. Undefined when the stored value is none of that type.
 */
export function toFeel(stored: unknown, type: FeelType): Value | undefined {
  if (stored === null || stored === undefined) return null;
  switch (type.kind) {
    case 'restricted':
      return toFeel(stored, type.base);
    case 'list':
      return Array.isArray(stored) ? allOrNothing(stored.map((item) => toFeel(item, type.of))) : undefined;
    case 'context':
      return contextToFeel(stored, type);
    case 'number':
      return numberToFeel(stored);
    case 'string':
      return typeof stored === 'string' ? stored : undefined;
    case 'boolean':
      return typeof stored === 'boolean' ? stored : undefined;
    case 'Any':
      return fromJson(stored);
    default:
      return typeof stored === 'string' ? (readers[type.kind]?.(stored) ?? undefined) : undefined;
  }
}

const readers: Record<string, (text: string) => Value> = {
  date: parseDate,
  time: (text) => parseTime(/^\d\d:\d\d$/.test(text) ? `${text}:00` : text),
  'date and time': (text) => parseDateTime(/T\d\d:\d\d$/.test(text) ? `${text}:00` : text),
  'days and time duration': (text) => only(parseDuration(text), DaysDuration),
  'years and months duration': (text) => only(parseDuration(text), MonthsDuration),
};

function only<T extends DaysDuration | MonthsDuration>(
  value: DaysDuration | MonthsDuration | null,
  type: { prototype: T },
): Value {
  return value && value.constructor.prototype === type.prototype ? value : null;
}

function numberToFeel(stored: unknown): Value | undefined {
  if (typeof stored === 'number') return numberOf(stored) ?? undefined;
  return typeof stored === 'string' ? (parseNumber(stored) ?? undefined) : undefined;
}

function allOrNothing(items: (Value | undefined)[]): Value | undefined {
  return items.includes(undefined) ? undefined : (items as Value[]);
}

function contextToFeel(stored: unknown, type: FeelType & { kind: 'context' }): Value | undefined {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return undefined;
  const context = new Map<string, Value>();
  for (const [key, item] of Object.entries(stored)) {
    const value = toFeel(item, type.entries.get(key) ?? { kind: 'Any' });
    if (value === undefined) return undefined;
    context.set(key, value);
  }
  return context;
}
