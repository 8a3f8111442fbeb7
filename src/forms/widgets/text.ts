import type { Widget } from './widget.js';

/** A line of text. */
export const text: Widget = {
  name: 'text',
  title: '单行文字',
  shape: 'single',
  types: ['string'],
  defaultFor: [{ type: 'string' }],
  hints: ['default', 'inCourse'],
  readText: (value) => ({ value }),
  editor: {
    field: { type: 'string', maxLength: 200 },
    inRow: true,
    controls: ['maxLength', 'placeholder', 'prefill'],
  },
};
