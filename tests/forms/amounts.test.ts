import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile, type Value } from '../../src/bpmn/feel/index.js';
import {
  Amount,
  amountOf,
  fromCents,
  moneyText,
  numberText,
  plainMoney,
  roundMoney,
  sumOf,
  toCents,
} from '../../src/forms/compute/amounts.js';
import { evaluateComputation } from '../../src/forms/compute/computations.js';
import { computeFields } from '../../src/forms/compute/computeFields.js';
import { parseForm } from '../../src/forms/schema/parseForm.js';
import { validateSubmission } from '../../src/forms/submission/validateSubmission.js';
import { formView } from '../../src/forms/view/formView.js';
import { paperView } from '../../src/modules/papers/model/paperView.js';
import { context } from './departmentForms.js';
import { widgetsForm } from './widgetsForm.js';

const money = (title: string, hints = {}) => ({
  title,
  type: 'number',
  minimum: -10_000_000,
  maximum: 10_000_000,
  multipleOf: 0.01,
  'x-ui': { widget: 'money', ...hints },
});
const quantity = (title: string) => ({ title, type: 'number', minimum: -1_000_000, maximum: 1_000_000 });
const bill = parseForm(
  'bill.schema.json',
  JSON.stringify({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'bill',
    title: '费用',
    type: 'object',
    additionalProperties: false,
    properties: {
      items: {
        title: '明细',
        type: 'array',
        maxItems: 20,
        'x-ui': { widget: 'rows' },
        items: {
          title: '行',
          type: 'object',
          additionalProperties: false,
          properties: {
            quantity: quantity('数量'),
            price: quantity('单价'),
            amount: money('金额', { compute: { product: ['quantity', 'price'] } }),
          },
        },
      },
      total: money('合计', { compute: { sumOf: 'items.amount' } }),
    },
  }),
);

type Line = [quantity: number, price: number];

const computed = (lines: Line[]) =>
  computeFields(bill, { items: lines.map(([quantity, price]) => ({ quantity, price })) });

/** What the browser shows: the same computation on the texts that stand in its inputs. */
function typed(lines: Line[]): string {
  const amounts = lines.map((line) => {
    const texts = line.map((figure) => plainMoney(numberText(figure)) as string);
    const source = { field: (index: string) => new Amount(texts[Number(index)] as string), column: () => [] };
    return new Amount(moneyText(evaluateComputation({ product: ['0', '1'] }, source)));
  });
  return moneyText(
    evaluateComputation({ sumOf: 'items.amount' }, { field: () => new Amount(0), column: () => amounts }),
  );
}

function printed(lines: Line[]): string | undefined {
  const section = {
    table: 'items',
    columns: [{ field: 'quantity' }, { field: 'amount' }],
    totals: ['amount'],
  };
  const view = paperView(
    { key: 'bill', layout: { title: '费用', sections: [section] } },
    {
      forms: [bill],
      variables: computed(lines),
      submissions: [],
      ticket: { number: 'YC-1', category: 'B' },
      people: {},
      timeZone: 'Asia/Shanghai',
      blank: false,
    },
  );
  return view.sections[0]?.table?.totals?.[1]?.text;
}

function expressed(lines: Line[]): Value {
  const items = lines.map(([quantity, price]) => ({ quantity, price }));
  const text = 'string(sum(for item in items return round half up(item.quantity * item.price, 2)))';
  return compile(text).evaluate({ items }).value;
}

describe('amounts', () => {
  test.each<[Line[], string]>([
    [[[3, 0.1]], '0.30'],
    [
      [
        [1, 0.1],
        [1, 0.2],
      ],
      '0.30',
    ],
    [[[1, 1.005]], '1.01'],
    [[[1, -1.005]], '-1.01'],
    [[[1, 2.675]], '2.68'],
    [[[0.5, 0.01]], '0.01'],
    [[[1.15, 100]], '115.00'],
    [[[7.000001, 1.1]], '7.70'],
    [[[0.0000001, 3]], '0.00'],
    [[[-0.0000001, 3]], '0.00'],
    [
      [
        [9999999.99, 1],
        [0.01, 1],
      ],
      '10000000.00',
    ],
    [
      [
        [333, 0.333],
        [667, 0.667],
      ],
      '555.78',
    ],
  ])('%j make %s in forms, in the browser, on paper and in FEEL', (lines, total) => {
    expect(moneyText(computed(lines).total as number)).toBe(total);
    expect(typed(lines)).toBe(total);
    expect(printed(lines)).toBe(total);
    expect(Number(expressed(lines))).toBe(Number(total));
  });

  test('are the same everywhere, whatever the lines', () => {
    const figure = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((units) => units / 10_000);
    fc.assert(
      fc.property(fc.array(fc.tuple(figure, figure), { minLength: 1, maxLength: 6 }), (lines) => {
        const total = moneyText(computed(lines).total as number);
        expect(typed(lines)).toBe(total);
        expect(printed(lines)).toBe(total);
        expect(moneyText(Number(expressed(lines)))).toBe(total);
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    [1.005, 1.01],
    [-1.005, -1.01],
    [2.675, 2.68],
    [1e-9, 0],
    [-1e-9, 0],
    [1e21, 1e21],
  ])('%d is %d in cents', (value, expected) => {
    expect(roundMoney(amountOf(value)).toNumber()).toBe(expected);
  });

  test('of more than three decimals add up without loss', () => {
    expect(sumOf([0.0004, 0.0004, 0.0002])).toBe(0.001);
    expect(sumOf([0.1, 0.2, '3', null])).toBe(0.3);
  });

  test('are kept in whole cents and come back as they were', () => {
    for (const yuan of [0.29, 1.15, 8.2, 1280.5, 9999999.99]) expect(fromCents(toCents(yuan))).toBe(yuan);
  });

  test('are written without exponent and without loss', () => {
    expect(numberText(1e-7)).toBe('0.0000001');
    expect(moneyText(1.005)).toBe('1.01');
    expect(moneyText(-0.001)).toBe('0.00');
  });

  test('too large for a number are refused, never rounded into one', () => {
    for (const price of [1e40, 1e300]) {
      const data = computeFields(bill, { items: [{ quantity: price, price }] });
      expect(data.total).toBe(price === 1e40 ? 1e80 : Number.POSITIVE_INFINITY);
      expect(validateSubmission(bill, data, context).map(({ path }) => path)).toContain('total');
    }
  });

  test('of earlier rows reach the browser unrounded', () => {
    const steps = [0.0000004, 0.0000004].map((hours) => ({ step: '拆检', hours }));
    const view = formView(widgetsForm, {}, [], { ...context, variables: { steps } });
    const hours = view.sections.flatMap(({ fields }) => fields).find(({ name }) => name === 'hours');
    expect(hours?.computeBase).toBe('0.0000008');
  });
});
