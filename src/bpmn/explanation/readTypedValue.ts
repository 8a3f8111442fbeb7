import { type FeelType, toFeel } from '../feel/index.js';

const booleans = new Map([
  ['是', true],
  ['true', true],
  ['否', false],
  ['false', false],
]);

const inputHints: Partial<Record<FeelType['kind'], string>> = {
  number: '要填数字',
  boolean: '要填“是”或“否”',
  date: '要填日期，如 2026-03-01',
  time: '要填时间，如 09:30',
  'date and time': '要填日期和时间，如 2026-03-01T09:30',
};

/**
 * Reads a value that a person typed, as a ticket stores it, or says in a Chinese clause why it does not fit the type.
 * Without a type it is text.
 */
export function readTypedValue(text: string, type: FeelType): { value: unknown } | { problem: string } {
  if (type.kind === 'list' || type.kind === 'context') {
    return { problem: '是一组数据，不能在这里填，请用工单号试算' };
  }
  const value = type.kind === 'boolean' ? booleans.get(text) : text;
  const isFitting = value !== undefined && toFeel(value, type) !== undefined;
  return isFitting ? { value } : { problem: inputHints[type.kind] ?? '填的值不对' };
}
