import { FeelNumber, numberText } from './number.js';
import {
  type FeelContext,
  FeelFunction,
  type FeelList,
  FeelRange,
  isContext,
  isList,
  type Value,
} from './value.js';

/** What string() gives for a value (DMN 1.5, 10.3.4.1, table 60); null for null. */
export function toText(value: Value, spend: (size: number) => void = () => {}): string | null {
  return value === null ? null : typeof value === 'string' ? value : inner(value, spend);
}

function inner(value: Value, spend: (size: number) => void): string {
  const text = plain(value, spend);
  spend(text.length);
  return text;
}

function plain(value: Value, spend: (size: number) => void): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof FeelNumber) return numberText(value);
  if (isList(value)) return listText(value, spend);
  if (isContext(value)) return contextText(value, spend);
  if (value instanceof FeelRange) return rangeText(value, spend);
  if (value instanceof FeelFunction) return `function ${value.name ?? ''}`.trim();
  return value.toString();
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function listText(list: FeelList, spend: (size: number) => void): string {
  return `[${list.map((item) => inner(item, spend)).join(', ')}]`;
}

function contextText(context: FeelContext, spend: (size: number) => void): string {
  const entries = [...context].map(([key, value]) => `${keyText(key)}: ${inner(value, spend)}`);
  return `{${entries.join(', ')}}`;
}

function keyText(key: string): string {
  return /^[\p{L}_?][\p{L}\p{N}_ ]*$/u.test(key) ? key : quote(key);
}

function rangeText(range: FeelRange, spend: (size: number) => void): string {
  if (range.operator) {
    const end = range.operator.startsWith('>') ? range.start : range.end;
    return `${range.operator} ${inner(end, spend)}`;
  }
  const [open, close] = [range.startIncluded ? '[' : '(', range.endIncluded ? ']' : ')'];
  return `${open}${inner(range.start, spend)} .. ${inner(range.end, spend)}${close}`;
}

/** Characters as the standard counts them: code points. */
export function codePoints(text: string): string[] {
  return Array.from(text);
}

export function codePointLength(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const next = text.charCodeAt(index + 1);
      if (next >= 0xdc00 && next <= 0xdfff) index += 1;
    }
    count += 1;
  }
  return count;
}
