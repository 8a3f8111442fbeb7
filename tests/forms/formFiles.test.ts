import { describe, expect, test } from 'vitest';
import { computationsOf } from '../../src/forms/compute/computations.js';
import { activeBranches, dropFieldsNotAskedFor } from '../../src/forms/compute/conditions.js';
import type { Form, ObjectSchema, PropertySchema } from '../../src/forms/schema/types.js';
import { validateSubmission } from '../../src/forms/submission/validateSubmission.js';
import { widgetOf } from '../../src/forms/widgets/widgetOf.js';
import { departmentForm, departmentForms } from './departmentForms.js';
import {
  cases,
  context,
  type Data,
  errorPaths,
  files,
  isMissed,
  submitted,
  without,
} from './formExamples.js';

/** The names that the schema asks for in this data, those of the conditions that apply included. */
function requiredOf(schema: ObjectSchema, data: Data): string[] {
  const branches = activeBranches(schema, data).flatMap((branch) => (branch.required ?? []) as string[]);
  const computed = computationsOf(schema);
  return [...new Set([...(schema.required ?? []), ...branches])].filter((name) => !computed.has(name));
}

/** Tables that are filled: name, schema of a row and the first row. */
function tablesOf(form: Form, data: Data): { name: string; row: PropertySchema; first: Data }[] {
  return Object.entries(form.schema.properties).flatMap(([name, property]) => {
    const [first] = widgetOf(property).shape === 'list' ? ((data[name] ?? []) as Data[]) : [];
    return first && property.items ? [{ name, row: property.items, first }] : [];
  });
}

function withFirstRow(data: Data, name: string, row: Data): Data {
  return { ...data, [name]: [row, ...(data[name] as Data[]).slice(1)] };
}

describe('every form with realistic data', () => {
  test.each(cases)('$name is accepted', ({ form, data, computed = {} }) => {
    const whole = submitted(form, data);
    expect(validateSubmission(form, whole, context)).toEqual([]);
    expect(whole).toMatchObject(computed);
  });

  test.each(cases)('$name: each missing field is an error at that field', ({ form, data }) => {
    const whole = submitted(form, data);
    for (const name of requiredOf(form.schema, whole)) {
      expect(isMissed(form, whole, name), name).toBe(true);
    }
    for (const { name, row, first } of tablesOf(form, whole)) {
      for (const column of requiredOf(row, first)) {
        const paths = errorPaths(form, withFirstRow(whole, name, without(first, column)));
        expect(paths).toContain(`${name}.0.${column}`);
      }
    }
  });

  test.each(cases)('$name: a field that the form does not have is refused', ({ form, data }) => {
    const whole = submitted(form, data);
    const messages = (changed: Data) =>
      validateSubmission(form, changed, context).map(({ message }) => message);
    expect(messages({ ...whole, surprise: '1' })).toEqual(['表单中没有“surprise”这一项，提交未被接受']);
    for (const { name, first } of tablesOf(form, whole)) {
      expect(messages(withFirstRow(whole, name, { ...first, surprise: '1' }))).toEqual([
        `表单中没有“${name}.0.surprise”这一项，提交未被接受`,
      ]);
    }
  });

  test.each(files)('$key: the examples together fill every field', ({ key, examples }) => {
    const form = departmentForm(key);
    const filled = new Set(examples.flatMap(({ data }) => Object.keys(submitted(form, data))));
    expect(Object.keys(form.schema.properties).filter((name) => !filled.has(name))).toEqual([]);
  });

  test.each(cases)('$name: every filled field is asked for', ({ form, data }) => {
    const whole = submitted(form, data);
    expect(dropFieldsNotAskedFor(form.schema, whole)).toEqual(whole);
  });
});

describe('names in hints', () => {
  const names = new Set([...departmentForms.values()].flatMap((form) => Object.keys(form.schema.properties)));

  test.each([...departmentForms.values()].map((form) => [form.key, form] as const))(
    '%s starts from and compares with fields that a form fills',
    (_key, form) => {
      for (const [name, property] of Object.entries(form.schema.properties)) {
        const { prefill = '$now', notBefore, differsFrom } = property['x-ui'] ?? {};
        const roots = [prefill.split(/[.+]/)[0], notBefore, differsFrom].filter((root) => root !== undefined);
        for (const root of roots)
          expect(names.has(root) || root.startsWith('$'), `${name}: ${root}`).toBe(true);
      }
    },
  );
});
