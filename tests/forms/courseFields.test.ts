import { expect, test } from 'vitest';
import { parseForm } from '../../src/forms/schema/parseForm.js';
import type { Form } from '../../src/forms/schema/types.js';
import { courseFields } from '../../src/forms/view/courseFields.js';
import { summaryView } from '../../src/forms/view/summaryView.js';
import { context, departmentForm, departmentForms, schemaText } from './departmentForms.js';

/** The form as it was delivered before fields could say that the course tells them. */
function withoutHints(form: Form): Form {
  const schema = structuredClone(form.schema);
  for (const property of Object.values(schema.properties)) delete property['x-ui']?.inCourse;
  return { ...form, schema };
}

test('the course shows the fields that say so, whatever their titles', () => {
  const text = { type: 'string', maxLength: 100 };
  const properties = {
    reason: { ...text, title: '理由', 'x-ui': { inCourse: true } },
    source: { ...text, title: '客户意见来源' },
  };
  const form = parseForm('sample.schema.json', schemaText({ properties }));
  expect([...courseFields(form)]).toEqual(['reason']);
  const { sections } = summaryView(form, { reason: '超出预算', source: '电话' }, context);
  expect(sections.flatMap(({ items }) => items).map(({ label, inCourse }) => [label, inCourse])).toEqual([
    ['理由', true],
    ['客户意见来源', undefined],
  ]);
});

test('versions from before the hint still show their decisions and opinions', () => {
  expect([...courseFields(withoutHints(departmentForm('strategy-review')))]).toEqual([
    'strategyReviewed',
    'opinion',
  ]);
  const told = [...departmentForms.values()].filter((form) => courseFields(form).size > 0);
  expect(told).toHaveLength(17);
  for (const form of told) expect(courseFields(withoutHints(form))).toEqual(courseFields(form));
});
