import { describe, expect, test } from 'vitest';
import { parseForm } from '../../src/forms/schema/parseForm.js';
import type { Form } from '../../src/forms/schema/types.js';
import { mergeAppendedRows } from '../../src/forms/submission/appendRows.js';
import { validateSubmission } from '../../src/forms/submission/validateSubmission.js';
import { condition, context, departmentForm, departmentForms, schemaText } from './departmentForms.js';

type Data = Record<string, unknown>;

function messages(form: Form, data: Data, variables: Data = {}): Record<string, string> {
  const errors = validateSubmission(form, data, { ...context, variables });
  return Object.fromEntries(errors.map(({ path, message }) => [path, message]));
}

const contact = {
  at: '2026-11-23T07:10:00.000Z',
  channel: 'phone',
  spokeWith: '宋宁',
  content: '请断电检查',
};
const guidance = { contacts: [contact], diagnosis: '松动', measures: '紧固', hours: 1.5, outcome: 'solved' };

describe('an empty submission', () => {
  test.each<[string, Record<string, string>]>([
    [
      'remote-service-request',
      {
        channel: '请选择报修方式',
        receivedAt: '请选择报修时间',
        'customer.name': '请填写客户名称',
        'customer.phone': '请填写联系电话',
        symptom: '请填写故障现象',
      },
    ],
    [
      'technical-service-task',
      {
        'customer.name': '请填写客户名称',
        'customer.contact': '请填写联系人',
        'customer.phone': '请填写联系电话',
        'customer.address': '请填写地址',
        'product.name': '请填写产品名称',
        'product.model': '请填写型号规格',
        serviceContent: '请填写服务内容',
        priority: '请选择紧急程度',
        engineer: '请选择服务工程师',
        answerDueAt: '请选择最迟答复时间',
      },
    ],
    [
      'remote-guidance',
      {
        contacts: '请至少填写一行联系记录',
        diagnosis: '请填写故障诊断',
        measures: '请填写处理措施',
        hours: '请填写服务工时',
        outcome: '请选择处理结果',
      },
    ],
    ['service-feedback', { resultSummary: '请填写结果说明', informedPersons: '请选择已告知人员' }],
    [
      'customer-confirmation',
      {
        confirmationMethod: '请选择确认方式',
        confirmedAt: '请选择确认时间',
        confirmationSpokeWith: '请填写客户方确认人',
        customerConfirmed: '请选择客户是否确认服务完结',
      },
    ],
    ['answer-overdue', { overdueMeasure: '请填写采取的措施', customerContacted: '请选择是否已联系客户' }],
  ])('of %s names what is missing, at its field', (key, expected) => {
    expect(messages(departmentForm(key), {})).toEqual(expected);
  });
});

describe('every delivered form', () => {
  test.each([...departmentForms.values()].map((form) => [form.key, form] as const))(
    '%s refuses wrong types and over-long texts with Chinese sentences only',
    (_key, form) => {
      const names = Object.keys(form.schema.properties);
      for (const junk of ['长'.repeat(25_000), -1e300, { a: 1 }, ['x'], true, null]) {
        const errors = validateSubmission(
          form,
          Object.fromEntries(names.map((name) => [name, junk])),
          context,
        );
        expect(errors.length).toBeGreaterThan(0);
        for (const { message } of errors)
          expect(message).toMatch(/^[^a-zA-Z]*(?:“[A-Za-z.]+”这一项，提交未被接受)?$/);
      }
    },
  );

  test.each([...departmentForms.values()].map((form) => [form.key, form] as const))(
    '%s refuses fields that it does not have',
    (_key, form) => {
      const data = JSON.parse('{"__proto__":{"admin":true},"constructor":1,"surprise":"<b>"}');
      const sentences = validateSubmission(form, data, context)
        .map(({ message }) => message)
        .join();
      for (const name of ['__proto__', 'constructor', 'surprise']) expect(sentences).toContain(`“${name}”`);
    },
  );
});

describe('the message at a field', () => {
  const sample = parseForm(
    'sample.schema.json',
    schemaText({
      properties: {
        note: { title: '备注', type: 'string', minLength: 3, maxLength: 200 },
        phone: { title: '电话', type: 'string', format: 'phone', maxLength: 30 },
        mail: { title: '邮箱', type: 'string', format: 'email', maxLength: 60 },
        price: {
          title: '价格',
          type: 'number',
          minimum: 0,
          maximum: 5000,
          multipleOf: 0.01,
          'x-ui': { widget: 'money', unit: '元' },
        },
        hours: { title: '工时', type: 'number', exclusiveMinimum: 0, multipleOf: 0.5 },
        code: {
          title: '编号',
          type: 'string',
          maxLength: 9,
          pattern: '^[A-Z]{2}\\d+$',
          'x-ui': { invalidMessage: '编号如 AB12' },
        },
        tags: {
          title: '标签',
          type: 'array',
          minItems: 2,
          maxItems: 3,
          uniqueItems: true,
          items: {
            type: 'string',
            oneOf: [
              { const: 'a', title: '甲' },
              { const: 'b', title: '乙' },
            ],
          },
        },
      },
    }),
  );

  test.each<[string, unknown, string]>([
    ['note', '长'.repeat(201), '最多 200 个字'],
    ['note', '短', '至少 3 个字'],
    ['phone', '12', '电话号码格式不正确，例如 0531-88886666 或 13800000000'],
    ['mail', 'a@', '电子邮件地址格式不正确，例如 service@example.com'],
    ['price', -1, '不能小于 0 元'],
    ['price', 5000.01, '不能大于 5000 元'],
    ['price', 0.125, '金额最多两位小数'],
    ['hours', 0, '必须大于 0'],
    ['hours', 0.7, '必须是 0.5 的倍数'],
    ['code', 'x', '编号如 AB12'],
    ['tags', ['a'], '标签至少 2 项'],
    ['tags', ['a', 'a'], '标签有重复的项'],
  ])('%s = %j', (name, value, message) => {
    expect(messages(sample, { [name]: value })).toEqual({ [name]: message });
  });

  test('an unknown option of several choices is an error of the group', () => {
    expect(messages(sample, { tags: ['a', 'z'] })).toEqual({ tags: '请从给出的选项中选择' });
  });

  test.each([0.07, 1.1, 19.99, 4350.35, 1.15, 4999.99])('takes %d as money', (price) => {
    expect(messages(sample, { price })).toEqual({});
  });

  test.each([
    '0531-88886666',
    '053188886666',
    '010-12345678-801',
    '13800000000',
    '+8613800000000',
    '400-820-8820',
    '95588',
    '+4930123456',
  ])('takes %s as phone', (phone) => {
    expect(messages(sample, { phone })).toEqual({});
  });
});

describe('conditions', () => {
  const form = departmentForm('remote-guidance');

  test.each<[string, Record<string, string>]>([
    ['solved', {}],
    ['onsite', { onsiteReason: '请填写需上门的原因', expectedOnsiteAt: '请选择客户希望的上门时间' }],
    ['workshop', { workshopReason: '请填写需返修的原因', returnMethod: '请选择返修方式' }],
    ['unsolved', { neededSupport: '请填写还需要什么' }],
    ['later', { outcome: '请从给出的选项中选择' }],
  ])('outcome %s', (outcome, expected) => {
    expect(messages(form, { ...guidance, outcome })).toEqual(expected);
  });

  test('not confirmed: the unsolved part must be described', () => {
    const data = {
      confirmationMethod: 'recorded-call',
      confirmedAt: '2026-11-23T09:30:00.000Z',
      confirmationSpokeWith: '宋宁',
      customerConfirmed: false,
    };
    expect(messages(departmentForm('customer-confirmation'), data)).toEqual({
      unsolvedProblem: '请填写尚未解决的问题',
      recordingReference: '请填写录音编号',
      confirmationPhone: '请填写确认电话',
    });
  });

  test('dependentRequired and alternatives are errors at the field to fill', () => {
    const field = (title: string) => ({ title, type: 'string', maxLength: 9 });
    const sample = parseForm(
      'sample.schema.json',
      schemaText({
        properties: {
          phone: field('电话'),
          mail: field('邮箱'),
          part: field('配件'),
          partNumber: field('配件号'),
        },
        dependentRequired: { part: ['partNumber'] },
        anyOf: [{ required: ['phone'] }, { required: ['mail'] }],
      }),
    );
    expect(messages(sample, { part: 'x' })).toEqual({
      phone: '请填写电话或邮箱',
      partNumber: '请填写配件号',
    });
    expect(messages(sample, { mail: 'x' })).toEqual({});
  });

  test('a column that a row must have under a condition', () => {
    const text = (title: string) => ({ title, type: 'string', maxLength: 9 });
    const items = {
      type: 'object',
      additionalProperties: false,
      properties: { kind: text('种类'), reason: text('理由') },
      ...condition({ properties: { kind: { const: '其他' } }, required: ['kind'] }, { required: ['reason'] }),
    };
    const sample = parseForm(
      'sample.schema.json',
      schemaText({ properties: { parts: { title: '配件', type: 'array', maxItems: 9, items } } }),
    );
    expect(messages(sample, { parts: [{ kind: '甲' }, { kind: '其他' }] })).toEqual({
      'parts.1.reason': '请填写理由',
    });
  });
});

describe('people', () => {
  const form = departmentForm('technical-service-task');

  test.each([4, 0, -5, 2 ** 53])('%d is no engineer', (engineer) => {
    expect(messages(form, { engineer }).engineer).toBe('所选的服务工程师不在名单中，请重新选择');
  });

  test('a member of the group is', () => {
    expect(messages(form, { engineer: 6 })).not.toHaveProperty('engineer');
  });
});

describe('tables that only grow (R8)', () => {
  const form = departmentForm('remote-guidance');
  const rest = { diagnosis: '松动', measures: '紧固', hours: 1.5, outcome: 'solved' };

  test('earlier rows count for the least number', () => {
    expect(messages(form, rest, { contacts: [contact] })).toEqual({});
  });

  test('errors name the submitted row, and earlier rows are not validated again', () => {
    const variables = { contacts: [{ note: 'of an older form' }, contact] };
    const { spokeWith: _, ...incomplete } = contact;
    expect(messages(form, { ...rest, contacts: [contact, incomplete] }, variables)).toEqual({
      'contacts.1.spokeWith': '请填写联系对象',
    });
  });

  test('earlier and new rows together keep to the limit', () => {
    const contacts = Array.from({ length: 150 }, () => contact);
    expect(messages(form, { ...rest, contacts }, { contacts })).toEqual({ contacts: '联系记录最多 200 项' });
  });

  test('mergeAppendedRows puts new rows behind the earlier ones and leaves its arguments alone', () => {
    const data = { ...rest, contacts: [{ ...contact, content: '新' }] };
    const variables = { contacts: [contact], hours: 9 };
    expect(mergeAppendedRows(form, data, variables)).toEqual({
      ...data,
      contacts: [contact, ...data.contacts],
    });
    expect(data.contacts).toHaveLength(1);
    expect(mergeAppendedRows(form, rest, variables).contacts).toEqual([contact]);
    expect(mergeAppendedRows(form, rest, {})).not.toHaveProperty('contacts');
  });
});
