import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  addField,
  moveField,
  removeField,
  renameField,
  renamePart,
  setRequired,
  unusedName,
} from '../../src/browser/processes/formEditor/fields.js';
import { formatJson } from '../../src/browser/processes/formEditor/formatJson.js';
import { ruleOf, setRule } from '../../src/browser/processes/formEditor/rules.js';
import { addSection, removeSection, sectionsOf } from '../../src/browser/processes/formEditor/sections.js';
import type { FormSchema, Widgets } from '../../src/browser/processes/formEditor/types.js';
import {
  newField,
  offeredWidgets,
  resolveField,
  widgetOf,
} from '../../src/browser/processes/formEditor/widgets.js';
import { newForm } from '../../src/forms/schema/newForm.js';
import { parseForm } from '../../src/forms/schema/parseForm.js';
import { widgetOf as serverWidgetOf, widgetChoices } from '../../src/forms/widgets/widgetOf.js';

const folder = join(import.meta.dirname, '../../forms');
const files = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const schemaOf = (name: string) => JSON.parse(read(`${name}.schema.json`)) as FormSchema;
/** As the page brings it to the browser. */
const widgets = JSON.parse(JSON.stringify(widgetChoices())) as Widgets;
const parsed = (schema: FormSchema) => parseForm('x.schema.json', formatJson(schema)).schema;

test('the editor writes unchanged parts as they were, so that versions of a file compare well', () => {
  expect(files.length).toBeGreaterThan(60);
  for (const name of files) expect(formatJson(JSON.parse(read(name))), name).toBe(read(name));
});

test('it finds the same widget as the server for every delivered field', () => {
  for (const name of ['onsite-service-record', 'organization-editor', 'onsite-service-request']) {
    const schema = schemaOf(name);
    for (const [field, property] of Object.entries(parsed(schema).properties)) {
      const found = widgetOf(widgets, resolveField(schema.properties[field]!, schema)).name;
      expect(found, `${name} ${field}`).toBe(serverWidgetOf(property).name);
    }
  }
});

test('every widget that it offers makes a form that the server accepts', () => {
  const schema = JSON.parse(newForm('x', '试')) as FormSchema;
  const offered = offeredWidgets(widgets, widgets[0], { inRow: false }).map(({ value }) => value);
  expect(offered.length).toBeGreaterThan(15);
  for (const widget of offered)
    addField(schema, 0, unusedName(schema, widget), newField(widgets, widget, '试'));
  const made = Object.values(parsed(schema).properties).slice(1);
  expect(made.map((field) => serverWidgetOf(field).name)).toEqual(offered);
});

describe('on the record of an on-site service', () => {
  test('fields are ordered within their section, and over its edge into the next', () => {
    const schema = schemaOf('onsite-service-record');
    moveField(schema, 'leftAt', -1);
    moveField(schema, 'arrivedAt', 1);
    const [first, second] = sectionsOf(schema);
    expect(first?.fields).toEqual(['leftAt']);
    expect(second?.fields.slice(0, 2)).toEqual(['arrivedAt', 'findings']);
    parsed(schema);
  });

  test('a new name reaches the section, the conditions and what is computed from the field', () => {
    const schema = schemaOf('onsite-service-record');
    renameField(schema, 'chargeMode', 'howToPay');
    renameField(schema, 'labourCharge', 'labour');
    renameField(schema, 'partsUsed', 'parts');
    renameField(schema, 'courtesyChecklist', 'courtesy');
    renamePart(schema, 'parts', 'amount', 'sum');
    renamePart(schema, 'parts', 'unitPrice', 'price');
    const { properties } = parsed(schema);
    expect(properties.chargeTotal?.['x-ui']?.compute).toEqual({
      sum: ['partsTotal', 'labour', 'travelCharge'],
    });
    expect(properties.partsTotal?.['x-ui']?.compute).toEqual({ sumOf: 'parts.sum' });
    const columns = properties.parts?.items?.properties;
    expect(columns?.sum?.['x-ui']?.compute).toEqual({ product: ['quantity', 'price'] });
    expect(ruleOf(schema, 'paymentMethod')).toMatchObject({ field: 'howToPay', values: ['collected'] });
  });

  test('removing a field removes its conditions', () => {
    const schema = schemaOf('onsite-service-record');
    removeField(schema, 'visitOutcome');
    expect(ruleOf(schema, 'unsolvedReason')).toBeNull();
    expect(ruleOf(schema, 'paymentMethod')).not.toBeNull();
    expect(Object.keys(parsed(schema).properties)).not.toContain('visitOutcome');
  });

  test('a rule says when a field is asked for, and whether it must then be filled in', () => {
    const schema = schemaOf('onsite-service-record');
    expect(ruleOf(schema, 'findings')).toBe('complex');
    setRequired(schema, 'photos', true);
    setRule(schema, 'photos', { field: 'visitOutcome', values: ['unsolved'], isRequired: true });
    expect(ruleOf(schema, 'photos')).toEqual({
      field: 'visitOutcome',
      values: ['unsolved'],
      isRequired: true,
    });
    expect(ruleOf(schema, 'unsolvedReason')).toMatchObject({ values: ['unsolved'] });
    expect(schema.required).not.toContain('photos');
    expect(schema.allOf).toHaveLength(6);
    setRule(schema, 'photos', { field: 'visitOutcome', values: ['unsolved', 'resolved'], isRequired: false });
    expect(ruleOf(schema, 'photos')).toMatchObject({ values: ['unsolved', 'resolved'], isRequired: false });
    parsed(schema);
    setRule(schema, 'photos', null);
    expect(schema.allOf).toHaveLength(6);
    expect(ruleOf(schema, 'photos')).toBeNull();
  });

  test('sections can be added and removed, their fields stay', () => {
    const schema = schemaOf('onsite-service-record');
    const before = Object.keys(schema.properties).length;
    addSection(schema, '备注');
    removeSection(schema, 0);
    expect(sectionsOf(schema)[0]).toMatchObject({ title: '检查与处理' });
    expect(sectionsOf(schema).flatMap(({ fields }) => fields)).toHaveLength(before);
    parsed(schema);
  });
});
