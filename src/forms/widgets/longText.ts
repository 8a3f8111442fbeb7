import type { Widget } from './widget.js';

/** Text of several lines. */
export const longText: Widget = {
  name: 'longText',
  title: '多行文字',
  shape: 'single',
  types: ['string'],
  hints: ['inCourse'],
  isLong: true,
  readText: (value) => ({ value }),
  editor: {
    field: { type: 'string', maxLength: 2000, 'x-ui': { widget: 'longText' } },
    inRow: true,
    controls: ['maxLength', 'placeholder', 'prefill'],
  },
};
