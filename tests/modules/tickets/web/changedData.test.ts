import { expect, test } from 'vitest';
import { changedFields, fieldsOf } from '../../../../src/modules/tickets/web/presenters/changedData.js';
import { departmentForm } from '../../../forms/departmentForms.js';

const context = { timeZone: 'Asia/Shanghai', people: {} };

test('a changed datum is a decision or an opinion where its form says so, whatever its title', () => {
  const keys = ['strategy-review', 'department-opinion'];
  const forms = new Map(keys.map((key) => [key, { form: departmentForm(key) }]));
  const changes = [
    { name: 'strategyReviewed', before: undefined, after: true },
    { name: 'opinion', before: undefined, after: '同意' },
    { name: 'departmentOpinions', before: undefined, after: [{ department: '生产部', functions: '生产' }] },
  ];
  const fields = fieldsOf({ forms } as unknown as Parameters<typeof fieldsOf>[0]);
  expect(changedFields(changes, fields, context).map(({ label, inCourse }) => [label, inCourse])).toEqual([
    ['审核通过', true],
    ['意见', true],
    ['部门职能意见', false],
  ]);
});
