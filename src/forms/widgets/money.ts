import { moneyText, plainMoney } from '../compute/amounts.js';
import { FieldProblem } from '../schema/fieldProblem.js';
import { exactNumber } from './shared/exactNumber.js';
import type { Widget } from './widget.js';

const yuan = '元';
const howTo = '请填写金额，例如 1280.50';
const tooFine = '金额最多两位小数';

/** An amount of money in yuan and whole cents. */
export const money: Widget = {
  name: 'money',
  title: '金额',
  shape: 'single',
  types: ['number'],
  hints: ['default', 'inCourse'],
  decimals: 2,
  showsAllDecimals: true,
  unit: yuan,
  wrongTypeMessage: howTo,
  wrongStepMessage: tooFine,
  check({ schema, path }) {
    if (schema.multipleOf !== 0.01) throw new FieldProblem(path, `字段 ${path} 的金额需要 multipleOf: 0.01`);
  },
  readText(text) {
    const plain = plainMoney(text);
    if (plain === null) return { value: text, error: howTo };
    if (/\.\d{3,}$/.test(plain)) return { value: text, error: tooFine };
    return exactNumber(plain, text);
  },
  inputText: (value) => (typeof value === 'number' ? moneyText(value) : undefined),
  view: () => ({ inputMode: 'decimal' }),
  show: (value, schema) =>
    typeof value === 'number' ? `${moneyText(value)} ${schema['x-ui']?.unit ?? yuan}` : undefined,
  print: { figure: moneyText },
  editor: {
    field: {
      type: 'number',
      minimum: 0,
      maximum: 10_000_000,
      multipleOf: 0.01,
      'x-ui': { widget: 'money' },
    },
    inRow: true,
    controls: ['minimum', 'maximum', 'unit', 'prefill'],
  },
};
