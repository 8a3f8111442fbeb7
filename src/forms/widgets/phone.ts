import type { Widget } from './widget.js';

/** One or several telephone numbers, kept as they were typed; ajv checks their format (schema/compileSchema.ts). */
export const phone: Widget = {
  name: 'phone',
  title: '电话',
  shape: 'single',
  types: ['string'],
  format: 'phone',
  defaultFor: [{ type: 'string', format: 'phone' }],
  readText: (text) => ({ value: text }),
  editor: {
    field: { type: 'string', maxLength: 30, format: 'phone', 'x-ui': { widget: 'phone' } },
    inRow: true,
    controls: ['maxLength', 'placeholder', 'prefill'],
  },
};
