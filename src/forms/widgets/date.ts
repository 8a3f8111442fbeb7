import { readDate } from '../../platform/dateTimes.js';
import { toHalfWidth } from '../submission/normalizeText.js';
import { choose } from './shared/choices.js';
import type { Widget } from './widget.js';

const howTo = '日期不正确，例如 2026-11-23';
const wide = '\u3000\u3000';

/** A day. */
export const date: Widget = {
  name: 'date',
  title: '日期',
  shape: 'single',
  types: ['string'],
  format: 'date',
  standsFor: [{ type: 'string', format: 'date' }],
  hints: ['default', 'inCourse', 'notBefore', 'inFuture'],
  missing: choose,
  wrongType: howTo,
  readText(text) {
    const value = readDate(toHalfWidth(text));
    return value === null ? { value: text, error: howTo } : { value };
  },
  print: { blank: `${wide}年${wide}月${wide}日` },
  editor: { field: { type: 'string', format: 'date' }, inRow: true, controls: ['prefill'] },
};
