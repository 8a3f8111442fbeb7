import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeFields } from '../../src/forms/compute/computeFields.js';
import { parseForm } from '../../src/forms/schema/parseForm.js';
import { mergeAppendedRows } from '../../src/forms/submission/appendRows.js';
import { readSubmission } from '../../src/forms/submission/readSubmission.js';
import { validateSubmission } from '../../src/forms/submission/validateSubmission.js';
import { formView } from '../../src/forms/view/formView.js';
import { condition, context } from './departmentForms.js';
import { widgetProperties, widgetsForm, widgetsText } from './widgetsForm.js';

describe('computed fields', () => {
  test('are the server’s, whatever was sent for them', () => {
    const { data, errors } = readSubmission(
      widgetsForm,
      {
        'partsUsed.0.part': '模块',
        'partsUsed.0.quantity': '3',
        'partsUsed.0.unitPrice': '0.10',
        'partsUsed.0.amount': '0.01',
        'partsUsed.1.part': '风扇',
        'partsUsed.1.quantity': '2',
        'partsUsed.1.unitPrice': '135.5',
        'partsUsed.1.amount': 'free',
        hours: '0',
        chargeTotal: '-1',
        partsTotal: ['1', '2'],
        travelCharge: '60',
      },
      context,
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ partsTotal: 271.3, hours: 0, labourCharge: 0, chargeTotal: 331.3 });
    expect((data.partsUsed as { amount: number }[]).map(({ amount }) => amount)).toEqual([0.3, 271]);
    expect(validateSubmission(widgetsForm, data, context)).toEqual([]);
  });

  test('are exact to the cent where binary numbers are not', () => {
    const cents = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 999 }), cents), { maxLength: 15 }), (lines) => {
        const partsUsed = lines.map(([quantity, price]) => ({ part: 'x', quantity, unitPrice: price / 100 }));
        const total = lines.reduce((sum, [quantity, price]) => sum + quantity * price, 0);
        expect(computeFields(widgetsForm, { partsUsed }).partsTotal).toBe(total / 100);
      }),
    );
  });

  test('count earlier rows of a growing table on the ticket and on the page', () => {
    const variables = { steps: [{ step: '拆检', hours: 1.5 }] };
    const { data } = readSubmission(widgetsForm, { 'steps.0.step': '更换', 'steps.0.hours': '2' }, context);
    expect(data.hours).toBe(2);
    expect(mergeAppendedRows(widgetsForm, data, variables)).toMatchObject({ hours: 3.5 });
    const view = formView(widgetsForm, data, [], { ...context, variables });
    const hours = view.sections.flatMap(({ fields }) => fields).find(({ name }) => name === 'hours');
    expect(hours).toMatchObject({ value: '3.5', computeBase: '1.5', partial: 'forms/widgets/computed' });
  });

  test('leave what is recorded alone untouched', () => {
    const steps = [{ step: '更换', hours: 2 }];
    expect(mergeAppendedRows(widgetsForm, { steps }, {})).toEqual({ steps });
  });

  test('that are not asked for are no data and count as nothing', () => {
    const when = { properties: { outcome: { const: 'ready' } }, required: ['outcome'] };
    const form = parseForm(
      'w.schema.json',
      widgetsText(condition(when, { properties: { partsTotal: true } }), widgetProperties),
    );
    const partsUsed = [{ part: 'x', quantity: 2, unitPrice: 5 }];
    expect(computeFields(form, { outcome: 'delayed', partsUsed })).not.toHaveProperty('partsTotal');
    expect(computeFields(form, { outcome: 'delayed', partsUsed }).chargeTotal).toBe(0);
    expect(computeFields(form, { outcome: 'ready', partsUsed })).toMatchObject({
      partsTotal: 10,
      chargeTotal: 10,
    });
  });

  test('survive anything in place of numbers and rows', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (junk, rows) => {
        const data = { partsUsed: rows, steps: [junk], hourRate: junk, travelCharge: 1 };
        expect(Number.isFinite(computeFields(widgetsForm, data).chargeTotal)).toBe(true);
      }),
    );
  });
});
