import { plainNumber } from '../compute/amounts.js';
import { typesOf } from '../schema/propertyTypes.js';
import { exactNumber } from './shared/exactNumber.js';
import { plainText } from './shared/partsOf.js';
import type { Widget } from './widget.js';

const howTo = '请填写数字，例如 12.5';

/** A number with its unit. */
export const number: Widget = {
  name: 'number',
  title: '数字',
  shape: 'single',
  types: ['number', 'integer'],
  defaultFor: [{ type: 'number' }, { type: 'integer' }],
  hints: ['default', 'inCourse'],
  decimals: 6,
  wrongTypeMessage: howTo,
  readText(text, schema) {
    const plain = plainNumber(text, schema['x-ui']?.unit);
    if (plain === null) return { value: text, error: howTo };
    if (typesOf(schema).includes('integer') && plain.includes('.'))
      return { value: text, error: '请填写整数' };
    return exactNumber(plain, text);
  },
  view: ({ schema }) => ({ inputMode: schema.type === 'integer' ? 'numeric' : 'decimal' }),
  show(value, schema) {
    const unit = schema['x-ui']?.unit;
    return unit ? `${plainText(value)} ${unit}` : undefined;
  },
  editor: {
    field: { type: 'number', minimum: 0, maximum: 100_000 },
    inRow: true,
    controls: ['minimum', 'maximum', 'unit', 'prefill'],
  },
};
