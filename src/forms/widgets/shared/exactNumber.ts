import type { ReadValue } from '../widget.js';

/** The number of plain digits, with at most 15 significant ones: what a double holds without loss. */
export function exactNumber(plain: string, text: string): ReadValue {
  const digits = plain.replace(/[-.]/g, '').replace(/^0+/, '');
  if (digits.length > 15) return { value: text, error: '数字太长，最多 15 位' };
  return { value: Number(plain) + 0 };
}
