import { unescapeString } from '../parse/strings.js';
import { compare } from '../values/compare.js';
import { parseDuration } from '../values/duration.js';
import { parseNumber } from '../values/number.js';
import { parseDate } from '../values/temporal.js';
import { type Evaluation, FeelRange, type Value } from '../values/value.js';
import { readDateTime, readTemporal, readTime } from './readTemporal.js';

const stringPattern = String.raw`"(?:[^"\\]|\\.)*"`;
const endPattern = String.raw`(?:${stringPattern}|@${stringPattern}|-?[\d.]*\d(?:[eE][+-]?\d+)?|[a-z ]+\(\s*${stringPattern}\s*\))`;
const rangePattern = new RegExp(
  String.raw`^\s*([[(\]])\s*(${endPattern})\s*\.\.\s*(${endPattern})\s*([\])[])\s*$`,
);

/** The range that the text writes with literal ends (DMN 1.5, table 69); null when it writes none. */
export function readRange(text: string, evaluation: Evaluation): FeelRange | null {
  const match = rangePattern.exec(text);
  if (!match) return null;
  const [, open, first, last, close] = match;
  const [start, end] = [readEnd(first!), readEnd(last!)];
  const order = compare(start, end, evaluation);
  if (order === null || order > 0) return null;
  return new FeelRange(start, end, open === '[', close === ']');
}

const constructors: Record<string, (text: string) => Value> = {
  date: parseDate,
  time: readTime,
  'date and time': readDateTime,
  duration: parseDuration,
};

function readEnd(text: string): Value {
  if (text.startsWith('"')) return unescapeString(text.slice(1, -1));
  if (text.startsWith('@')) return readTemporal(text.slice(2, -1));
  const call = /^([a-z ]+)\(\s*"(.*)"\s*\)$/.exec(text);
  if (!call) return parseNumber(text);
  return constructors[call[1]!.trim().replace(/\s+/g, ' ')]?.(call[2]!) ?? null;
}
