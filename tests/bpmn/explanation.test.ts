import { expect, test } from 'vitest';
import { explainExpression } from '../../src/bpmn/explanation/explainExpression.js';
import { factsOf } from '../../src/bpmn/explanation/factsOf.js';
import type { Variables } from '../../src/bpmn/types.js';
import type { Form, PropertySchema } from '../../src/forms/schema/types.js';
import { variableTypes } from '../../src/forms/variables/variableTypes.js';
import { titlesOfForms } from '../../src/forms/view/titlesOfForms.js';

const fields = new Map<string, PropertySchema>(
  Object.entries({
    category: {
      title: '服务类别',
      type: 'string',
      oneOf: [
        { const: 'A', title: 'A 收费服务' },
        { const: 'B', title: 'B 合同服务' },
      ],
    },
    chargeTotal: { title: '合计', type: 'number' },
    inWarranty: { title: '保修期内', type: 'boolean' },
    dueOn: { title: '办结期限', type: 'string', format: 'date' },
    appointmentAt: { title: '约定到场时间', type: 'string', format: 'date-time' },
    partsUsed: {
      title: '用料',
      type: 'array',
      items: { type: 'object', properties: { amount: { title: '金额', type: 'number' } } },
    },
  }),
);
const schema = { type: 'object', properties: Object.fromEntries(fields) } as unknown as Form['schema'];
const types = variableTypes([{ key: 'all', title: '', schema }]);
const zone = 'Asia/Shanghai';
const explained = (text: string, variables: Variables) =>
  explainExpression(text, variables, { now: new Date('2026-03-02T17:00:00Z'), zone, types });

test.each<[text: string, variables: Variables, value: boolean, facts: string[]]>([
  [
    'category = "A" and chargeTotal > 1000',
    { category: 'A', chargeTotal: 1200 },
    true,
    ['服务类别 = A 收费服务', '合计 1,200 > 1,000'],
  ],
  ['category = "A"', { category: 'B' }, false, ['服务类别 = B 合同服务，不是 A 收费服务']],
  ['category != "A"', { category: 'B' }, true, ['服务类别 = B 合同服务，不是 A 收费服务']],
  ['chargeTotal > 1000', { chargeTotal: 1000 }, false, ['合计 1,000 ≤ 1,000']],
  ['inWarranty != true', { inWarranty: null }, true, ['保修期内 没有填写']],
  ['inWarranty != true', {}, true, ['保修期内 没有填写']],
  ['inWarranty = true', { inWarranty: false }, false, ['保修期内 = 否']],
  ['not(inWarranty)', { inWarranty: false }, true, ['保修期内 = 否']],
  ['chargeTotal != null', { chargeTotal: 5 }, true, ['合计 = 5']],
  ['dueOn < today()', { dueOn: '2026-03-02' }, true, ['办结期限 2026-03-02 < today() 2026-03-03']],
  [
    'appointmentAt > now',
    { appointmentAt: '2026-03-03T06:00:00.000Z' },
    true,
    ['约定到场时间 2026-03-03 14:00 > 现在 2026-03-03 01:00'],
  ],
  ['count(partsUsed) > 0', { partsUsed: [{ amount: 5 }] }, true, ['count(用料) 1 > 0']],
  ['sum(partsUsed.amount) > 500', { partsUsed: [{ amount: 5.5 }] }, false, ['sum(用料的金额) 5.5 ≤ 500']],
])('%s', (text, variables, value, facts) => {
  const explanation = explained(text, variables);
  expect(explanation.value).toBe(value);
  expect(factsOf(explanation, titlesOfForms(fields), zone)).toEqual(facts);
});

test('parts that were not evaluated give no facts', () => {
  const explanation = explained('inWarranty = true or chargeTotal / 0 > 1', { inWarranty: true });
  expect(factsOf(explanation, titlesOfForms(fields), zone)[0]).toBe('保修期内 = 是');
});

test.each([
  ['chargeTotal > "1000"', '「chargeTotal > "1000"」不能比较：数字 1200、文本 "1000"'],
  ['categroy < 5', '没有名为「categroy」的数据项或函数'],
  ['category == "A"', '第 11 个字符附近写法有误'],
  ['count(for x in 1..1000000000 return x) > 1', '表达式超出了'],
])('%s has no value, and says why', (text, reason) => {
  const explanation = explained(text, { chargeTotal: 1200, category: 'A' });
  expect(explanation.value).toBeNull();
  expect(explanation.reason).toContain(reason);
});
