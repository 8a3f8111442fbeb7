import { localToUtc, showDateTime, utcToLocal } from '../../platform/dateTimes.js';
import { toHalfWidth } from '../submission/normalizeText.js';
import { chooseMessage } from './shared/choices.js';
import type { Widget } from './widget.js';

const howTo = '时间不正确，例如 2026-11-23 14:30';
const blankSpace = '\u3000';

/** A moment: entered and shown in the department's zone, kept in UTC. */
export const dateTime: Widget = {
  name: 'dateTime',
  title: '日期和时间',
  shape: 'single',
  types: ['string'],
  format: 'date-time',
  defaultFor: [{ type: 'string', format: 'date-time' }],
  hints: ['default', 'inCourse', 'notBefore', 'inFuture'],
  missingMessage: chooseMessage,
  wrongTypeMessage: howTo,
  readText(text, _schema, timeZone) {
    const value = localToUtc(toHalfWidth(text), timeZone);
    return value === null ? { value: text, error: howTo } : { value };
  },
  inputText: (value, timeZone) =>
    typeof value === 'string' ? (utcToLocal(value, timeZone) ?? undefined) : undefined,
  show: (value, _schema, { timeZone }) =>
    typeof value === 'string' ? showDateTime(value, timeZone) : undefined,
  print: { blank: `${blankSpace}年${blankSpace}月${blankSpace}日${blankSpace}时${blankSpace}分` },
  editor: { field: { type: 'string', format: 'date-time' }, inRow: true, controls: ['prefill'] },
};
