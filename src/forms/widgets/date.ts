import { readDate } from '../../platform/dateTimes.js';
import { toHalfWidth } from '../submission/normalizeText.js';
import { chooseMessage } from './shared/choices.js';
import type { Widget } from './widget.js';

const howTo = '日期不正确，例如 2026-11-23';
const blankSpace = '\u3000\u3000';

/** A day. */
export const date: Widget = {
  name: 'date',
  title: '日期',
  shape: 'single',
  types: ['string'],
  format: 'date',
  defaultFor: [{ type: 'string', format: 'date' }],
  hints: ['default', 'inCourse', 'notBefore', 'inFuture'],
  missingMessage: chooseMessage,
  wrongTypeMessage: howTo,
  readText(text) {
    const value = readDate(toHalfWidth(text));
    return value === null ? { value: text, error: howTo } : { value };
  },
  print: { blank: `${blankSpace}年${blankSpace}月${blankSpace}日` },
  editor: { field: { type: 'string', format: 'date' }, inRow: true, controls: ['prefill'] },
};
