import { describe, expect, test } from 'vitest';
import { findFormProblem } from '../../src/forms/schema/findFormProblem.js';
import { departmentForm } from './departmentForms.js';

const text = { type: 'string', maxLength: 100 };

/** A form with a table, line by line, so that a test can say where it expects a problem. */
function problemOf(amount: object, more: object = {}, xui: object = {}) {
  const schema = {
    $id: 'sample',
    title: '样表',
    type: 'object',
    additionalProperties: false,
    properties: {
      note: { ...text, title: '说明' },
      partsUsed: {
        title: '用料',
        type: 'array',
        maxItems: 3,
        items: {
          type: 'object',
          additionalProperties: false,
          properties: { part: { ...text, title: '名称' }, amount },
        },
      },
      ...more,
    },
    'x-ui': xui,
  };
  const form = JSON.stringify(schema, null, 1);
  const problem = findFormProblem('sample', form);
  return problem && { ...problem, at: form.split('\n')[problem.line - 1]?.trim() };
}

const amount = { title: '数量', type: 'integer' };

describe('the problem of a form is shown on the line of its field', () => {
  test.each<[string, object, object, object, string, RegExp]>([
    ['a column', { ...amount, 'x-ui': { widget: 'script' } }, {}, {}, '"amount": {', /script 不存在/],
    ['a column without title', { type: 'integer' }, {}, {}, '"amount": {', /缺少标题/],
    [
      'what a message does not call a field: a computation',
      amount,
      { total: { title: '合计', type: 'number', 'x-ui': { compute: { sum: ['note'] } } } },
      {},
      '"total": {',
      /表单 的 total/,
    ],
    [
      'a field in two sections',
      amount,
      {},
      {
        sections: [
          { title: '一', fields: ['note'] },
          { title: '字段 partsUsed', fields: ['note'] },
        ],
      },
      '"note": {',
      /两个分组/,
    ],
  ])('%s', (_name, column, more, xui, line, message) => {
    const problem = problemOf(column, more, xui);
    expect(problem?.message).toMatch(message);
    expect(problem?.at).toBe(line);
  });

  test('a title that reads like an error message does not change the line', () => {
    const problem = problemOf(
      amount,
      {},
      { sections: [{ title: '字段 partsUsed.amount', fields: ['gone'] }] },
    );
    expect(problem?.message).toContain('字段 gone 不存在');
    expect(problem?.at).not.toBe('"amount": {');
  });

  test('a valid form has no problem', () => {
    expect(problemOf(amount)).toBeNull();
    const form = departmentForm('repair-record');
    expect(findFormProblem(form.key, JSON.stringify(form.schema))).toBeNull();
  });
});
