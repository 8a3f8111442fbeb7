import type { Zone } from '../calendar/zone.js';
import type { Budget } from '../limits.js';
import type { ProblemCode } from '../problemCodes.js';
import { DaysDuration, MonthsDuration } from './duration.js';
import { FeelNumber } from './number.js';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.js';
import type { FeelType } from './types.js';

/** A value of FEEL. A list is an array that nobody writes to, a context a map likewise. */
export type Value =
  | null
  | boolean
  | string
  | FeelNumber
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysDuration
  | MonthsDuration
  | FeelRange
  | FeelFunction
  | FeelList
  | FeelContext;

export type FeelList = readonly Value[];
export type FeelContext = ReadonlyMap<string, Value>;

/** What a value is, coarsely: the first thing that operators ask. */
export type Kind =
  | 'null'
  | 'boolean'
  | 'string'
  | 'number'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'function'
  | 'list'
  | 'context';

/** A range as a value (DMN 1.5, 10.3.2.7): an end that is null is open to that side. */
export class FeelRange {
  constructor(
    readonly start: Value,
    readonly end: Value,
    readonly startIncluded: boolean,
    readonly endIncluded: boolean,
    /** The unary test of one operator that it was written as, if any: `=` and `!=` are no true ranges. */
    readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | null = null,
  ) {}
}

export interface Parameter {
  name: string;
  type: FeelType;
}

/** A function as a value: of the expression's own, of the caller's or built in. */
export class FeelFunction {
  constructor(
    readonly name: string | null,
    /** Null for a built-in one, which has several signatures. */
    readonly parameters: readonly Parameter[] | null,
    readonly result: FeelType,
    /** Runs it; the caller has brought the arguments into the parameters' order and types. */
    readonly invoke: (args: readonly Value[], evaluation: Evaluation) => Value,
    /** Brings named arguments into order, for those without parameters of their own. */
    readonly invokeNamed: ((args: ReadonlyMap<string, Value>, evaluation: Evaluation) => Value) | null = null,
  ) {}
}

/** What operators and functions may ask of the evaluation that they run in. */
export interface Evaluation {
  /** Where local dates and times are; null when the caller has named no zone. */
  readonly zone: Zone | null;
  /** The caller's moment; null when there is none. */
  readonly now: FeelDateTime | null;
  readonly budget: Budget;
  /** Notes why the result is null; answers null. */
  fail(code: ProblemCode, ...values: Value[]): null;
  /** Calls a function that was passed as a value. */
  apply(callee: FeelFunction, args: readonly Value[]): Value;
}

export function kindOf(value: Value): Kind {
  if (value === null || value === undefined) return 'null';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    default:
      return kindOfObject(value);
  }
}

function kindOfObject(value: Exclude<Value, null | boolean | string>): Kind {
  if (value instanceof FeelNumber) return 'number';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Map) return 'context';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelDateTime) return 'date and time';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof DaysDuration) return 'days and time duration';
  if (value instanceof MonthsDuration) return 'years and months duration';
  return value instanceof FeelRange ? 'range' : 'function';
}

export function isList(value: Value): value is FeelList {
  return Array.isArray(value);
}

export function isContext(value: Value): value is FeelContext {
  return value instanceof Map;
}
