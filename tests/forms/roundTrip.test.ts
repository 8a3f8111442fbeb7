import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeFields } from '../../src/forms/compute/computeFields.js';
import { dropFieldsNotAskedFor } from '../../src/forms/compute/conditions.js';
import { optionsOf, typesOf } from '../../src/forms/schema/propertyTypes.js';
import type { Form, ObjectSchema, PropertySchema } from '../../src/forms/schema/types.js';
import { readSubmission } from '../../src/forms/submission/readSubmission.js';
import { validateSubmission } from '../../src/forms/submission/validateSubmission.js';
import { formView } from '../../src/forms/view/formView.js';
import { prefillRow } from '../../src/forms/view/prefill.js';
import { summaryView } from '../../src/forms/view/summaryView.js';
import { isMultiple, widgetOf } from '../../src/forms/widgets/widgetOf.js';
import { departmentForms, context as oneGroup } from './departmentForms.js';
import { postedBy, renderForm, renderSummary } from './renderForm.js';
import { widgetsForm } from './widgetsForm.js';

const forms = [...departmentForms.values(), widgetsForm].map((form) => [form.key, form] as const);
const engineers = oneGroup.people['service-engineer'] ?? [];
const groups = forms.flatMap(([, form]) => groupsOf(form.schema));
const context = { ...oneGroup, people: Object.fromEntries(groups.map((group) => [group, engineers])) };
const names = [...new Set(forms.flatMap(([, form]) => inputNames(form.schema, '')))];

describe('readSubmission and validateSubmission', () => {
  test('never throw and pollute nothing, whatever is posted', () => {
    const hostile = [
      '__proto__',
      'constructor.prototype.x',
      '',
      '.',
      '..',
      'contacts.__proto__.x',
      'customer.toString',
    ];
    const name = fc.oneof(fc.constantFrom(...names, ...hostile), fc.string());
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.array(fc.string(), { maxLength: 3 }),
    );
    const body = fc.dictionary(name, value, { maxKeys: 12, noNullPrototype: false });
    fc.assert(
      fc.property(fc.constantFrom(...forms), body, ([, form], posted) => {
        const { data } = readSubmission(form, posted, context);
        for (const { message } of validateSubmission(form, data, context)) expect(message).not.toBe('');
        formView(form, data, [], context);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  test.each(forms)('%s: what is shown and posted again is the same data', (_key, form) => {
    fc.assert(
      fc.property(recordOf(form.schema), (values) => {
        const data = computeFields(form, dropFieldsNotAskedFor(form.schema, values));
        const html = renderForm(formView(form, data, [], context));
        expect(readSubmission(form, postedBy(html), context)).toEqual({
          data: withBlankRows(form, data),
          errors: [],
        });
      }),
      { numRuns: 60 },
    );
  });

  test.each(forms)('%s: markup in every field is shown as text', (_key, form) => {
    const markup = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`;
    const data = Object.fromEntries(inputNames(form.schema, '').map((name) => [name, markup]));
    const { data: typed, errors } = readSubmission(form, data, context);
    const html = renderForm(formView(form, typed, [...errors, { path: '', message: markup }], context));
    const summary = renderSummary(summaryView(form, typed, context));
    expect(html).toContain('&lt;script&gt;');
    for (const output of [html, summary]) {
      expect(output).not.toMatch(/<script|<img src=x|onerror=alert\(1\)>/);
    }
  });
});

/** A first row is offered where one is wanted; it carries what a new row starts with, such as the present minute. */
function withBlankRows(form: Form, data: Record<string, unknown>): Record<string, unknown> {
  const offered = Object.entries(form.schema.properties).flatMap(([name, property]) => {
    const isOffered = property.minItems && widgetOf(property).shape !== 'files' && !data[name];
    const row = isOffered ? prefillRow(property, context) : {};
    return Object.keys(row).length > 0 && isAskedFor(form, name, data) ? [[name, [row]]] : [];
  });
  return computeFields(form, { ...data, ...Object.fromEntries(offered) });
}

function isAskedFor(form: Form, name: string, data: Record<string, unknown>): boolean {
  return Object.hasOwn(dropFieldsNotAskedFor(form.schema, { ...data, [name]: [] }), name);
}

function groupsOf(schema: ObjectSchema): string[] {
  return Object.values(schema.properties ?? {}).flatMap((property) => [
    ...(property['x-ui']?.group ? [property['x-ui'].group] : []),
    ...groupsOf(property),
    ...groupsOf(property.items ?? {}),
  ]);
}

function inputNames(schema: ObjectSchema, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (property.type === 'object') return inputNames(property, `${prefix}${name}.`);
    if (['list', 'files'].includes(widgetOf(property).shape))
      return inputNames(property.items ?? {}, `${prefix}${name}.0.`);
    return [`${prefix}${name}`];
  });
}

function recordOf(schema: ObjectSchema): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(schema.properties ?? {})
    .filter(([, property]) => !property['x-ui']?.compute)
    .map(([name, property]) => [name, valueFor(property)] as const);
  return fc
    .record(Object.fromEntries(fields), { requiredKeys: [], noNullPrototype: true })
    .map((record) => ({ ...record }));
}

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((value) => value.replace(/\s+/g, ' ').trim())
  .filter((value) => value !== '');

function valueFor(schema: PropertySchema): fc.Arbitrary<unknown> {
  const { name: widget, shape, isFileRecord } = widgetOf(schema);
  if (isMultiple(schema))
    return fc.subarray(
      optionsOf(schema).map((option) => option.const),
      { minLength: 1 },
    );
  if (isFileRecord)
    return recordOf(schema)
      .filter(isFilled)
      .map((record) => ({ id: null, ...record }));
  if (widget === 'signature') return upload;
  if (widget === 'checklist') return ticksOf(schema);
  if (widget === 'ratingMatrix') return recordOf(schema).filter(isFilled);
  if (widget === 'tree') return treeOf(schema);
  if (shape === 'files') return fc.array(upload, { minLength: 1, maxLength: 2 });
  if (shape === 'list')
    return fc.array(recordOf(schema.items ?? {}).filter(isFilled), { minLength: 1, maxLength: 3 });
  if (widget === 'choice') return fc.constantFrom(...optionsOf(schema).map((option) => option.const));
  if (widget === 'yesNo') return fc.boolean();
  if (widget === 'person') return fc.constantFrom(5, 6);
  if (widget === 'date') return day.map((date) => date.toISOString().slice(0, 10));
  if (widget === 'dateTime') return day.map((date) => `${date.toISOString().slice(0, 16)}:00.000Z`);
  if (widget === 'money') return fc.integer({ max: 10 ** 9 }).map((cents) => cents / 100);
  if (widget === 'number' && typesOf(schema).includes('integer')) return fc.integer({ min: 1 });
  if (widget === 'number') return fc.integer({ min: 0, max: 400 }).map((halves) => halves / 2);
  if (widget === 'phone') return fc.constantFrom('0531-88886666', '13800000000');
  if (widget === 'longText')
    return fc.array(text, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
  return text;
}

const day = fc.date({ min: new Date('1995-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
const upload = fc.record(
  { id: fc.integer({ min: 1 }), name: text, size: fc.nat(), sha256: fc.constant('b'.repeat(64)) },
  { noNullPrototype: true },
);

function ticksOf(schema: PropertySchema): fc.Arbitrary<unknown> {
  return fc
    .subarray(Object.keys(schema.properties ?? {}), { minLength: 1 })
    .map((names) => Object.fromEntries(names.map((name) => [name, true])));
}

/** Nodes with keys of their own, each below one of those before it or at the top. */
function treeOf(schema: PropertySchema): fc.Arbitrary<unknown> {
  const { key: _key, parentKey: _parent, ...others } = schema.items?.properties ?? {};
  const node = fc.tuple(recordOf({ properties: others }).filter(isFilled), fc.nat());
  return fc.array(node, { minLength: 1, maxLength: 4 }).map((nodes) =>
    nodes.map(([parts, pick], index) => ({
      positions: [],
      ...parts,
      key: `k${index}`,
      parentKey: index === 0 || pick % 2 === 0 ? null : `k${pick % index}`,
    })),
  );
}

function isFilled(record: Record<string, unknown>): boolean {
  return Object.keys(record).some((name) => name !== 'id');
}
