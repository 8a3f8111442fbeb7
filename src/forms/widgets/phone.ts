import { toHalfWidth } from '../submission/normalizeText.js';
import type { Widget } from './widget.js';

/** A telephone number; ajv checks its format (schema/compileSchema.ts). */
export const phone: Widget = {
  name: 'phone',
  title: '电话',
  shape: 'single',
  types: ['string'],
  format: 'phone',
  defaultFor: [{ type: 'string', format: 'phone' }],
  readText: (text) => ({ value: toHalfWidth(text).replace(/\s+/g, '') }),
  editor: {
    field: { type: 'string', maxLength: 30, format: 'phone', 'x-ui': { widget: 'phone' } },
    inRow: true,
    controls: ['maxLength', 'placeholder', 'prefill'],
  },
};
