import { describe, expect, test } from 'vitest';
import { parseForm } from '../../src/forms/schema/parseForm.js';
import { readSubmission } from '../../src/forms/submission/readSubmission.js';
import { validateSubmission } from '../../src/forms/submission/validateSubmission.js';
import { context, departmentForm, schemaText } from './departmentForms.js';

const sample = parseForm(
  'sample.schema.json',
  schemaText({
    properties: {
      note: { title: '备注', type: 'string', maxLength: 100, 'x-ui': { widget: 'longText' } },
      line: { title: '一行', type: 'string', maxLength: 100 },
      count: { title: '数量', type: 'integer', minimum: 0 },
      ratio: { title: '比率', type: 'number' },
      price: { title: '价格', type: 'number', multipleOf: 0.01, 'x-ui': { widget: 'money' } },
      phone: { title: '电话', type: 'string', format: 'phone', maxLength: 30 },
      day: { title: '日期', type: 'string', format: 'date' },
      at: { title: '时间', type: 'string', format: 'date-time' },
      done: { title: '完成', type: 'boolean' },
      level: {
        title: '级别',
        type: 'integer',
        oneOf: [
          { const: 1, title: '一级' },
          { const: 2, title: '二级' },
        ],
      },
      tags: {
        title: '标签',
        type: 'array',
        maxItems: 3,
        items: {
          type: 'string',
          oneOf: [
            { const: 'a', title: '甲' },
            { const: 'b', title: '乙' },
          ],
        },
      },
      engineer: { title: '工程师', type: 'integer', 'x-ui': { widget: 'person', group: 'service-engineer' } },
    },
  }),
);
const read = (body: Record<string, string | string[] | undefined>) => readSubmission(sample, body, context);

describe('readSubmission', () => {
  test.each<[string, string, unknown]>([
    ['note', '  第一行\r\n第二行\r ', '第一行\n第二行'],
    ['line', ' 甲\n乙 ', '甲 乙'],
    ['count', '１２', 12],
    ['count', '1,234', 1234],
    ['ratio', '-0.5', -0.5],
    ['ratio', '－３．２５', -3.25],
    ['price', '19.99', 19.99],
    ['price', '￥1,280.5', 1280.5],
    ['price', '１２８０．５０元', 1280.5],
    ['price', '9999999999999.99', 9999999999999.99],
    ['phone', '（０５３１）８８８８ ６６６６', '（０５３１）８８８８ ６６６６'],
    ['phone', ' 138 0000 0000', '138 0000 0000'],
    ['day', '2026/1/5', '2026-01-05'],
    ['day', '2026年11月23日', '2026-11-23'],
    ['at', '2026-11-23T22:22', '2026-11-23T14:22:00.000Z'],
    ['at', '2026-11-24 7:05', '2026-11-23T23:05:00.000Z'],
    ['done', 'false', false],
    ['level', '2', 2],
    ['engineer', '5', 5],
    ['line', '<b>&"\'</b>', '<b>&"\'</b>'],
  ])('reads %s from %j', (name, text, value) => {
    expect(read({ [name]: text })).toEqual({ data: { [name]: value }, errors: [] });
  });

  test.each<[string, string, string]>([
    ['count', '1.5', '请填写整数'],
    ['count', '12e3', '请填写数字，例如 12.5'],
    ['ratio', '1,23', '请填写数字，例如 12.5'],
    ['ratio', 'NaN', '请填写数字，例如 12.5'],
    ['ratio', '0x10', '请填写数字，例如 12.5'],
    ['price', '12.345', '金额最多两位小数'],
    ['price', '99999999999999.99', '数字太长，最多 15 位'],
    ['price', '十元', '请填写金额，例如 1280.50'],
    ['day', '2026-02-30', '日期不正确，例如 2026-11-23'],
    ['at', '2026-11-23', '时间不正确，例如 2026-11-23 14:30'],
    ['at', '2026-11-23T25:00', '时间不正确，例如 2026-11-23 14:30'],
    ['done', 'on', '请选择是或否'],
    ['level', '3', '请从给出的选项中选择'],
    ['engineer', '5 or 1=1', '请从名单中选择一个人'],
  ])('refuses %s = %j and keeps what was typed', (name, text, message) => {
    expect(read({ [name]: text })).toEqual({ data: { [name]: text }, errors: [{ path: name, message }] });
  });

  test('takes empty inputs for absent ones', () => {
    expect(read({ note: ' \r\n ', count: '', done: '', tags: '', day: '' })).toEqual({
      data: {},
      errors: [],
    });
  });

  test('reads several choices, each once', () => {
    expect(read({ tags: ['b', 'a', 'b'] }).data).toEqual({ tags: ['b', 'a'] });
  });

  test('refuses two values for one field', () => {
    expect(read({ line: ['a', 'b'] }).errors).toEqual([{ path: 'line', message: '只能填写一个值' }]);
  });

  test.each(['\u0000', '\u0007', '\u202e', '\ud800'])('refuses the character %j', (character) => {
    const { data, errors } = read({ line: `甲${character}乙` });
    expect(data).toEqual({ line: '甲乙' });
    expect(errors[0]?.message).toContain('特殊字符');
  });

  test('drops a text of 10 MB with an error', () => {
    const { data, errors } = read({ note: '长'.repeat(10_000_000) });
    expect(data).toEqual({});
    expect(errors).toEqual([{ path: 'note', message: '内容太长，没有保存，请缩短后重新填写' }]);
  });

  test('skips names that start with _ and refuses those that the form does not have', () => {
    const body = JSON.parse(
      '{"_csrf":"x","__proto__":"y","constructor.prototype.polluted":"1","toString":"2","note.x":"3"}',
    );
    const { data, errors } = read(body);
    expect(data).toEqual({});
    expect(errors.map(({ path }) => path)).toEqual(['', '', '']);
    expect(errors.map(({ message }) => message).join()).toMatch(
      /constructor\.prototype\.polluted.*toString.*note\.x/,
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('names only the first of thousands of unknown fields', () => {
    const body = Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`x${index}.y`, '1']));
    expect(read(body).errors).toHaveLength(10);
  });
});

describe('readSubmission with another row', () => {
  const form = departmentForm('organization-editor');
  const grown = (body: Record<string, string>, addRow: string) =>
    readSubmission(form, body, { ...context, addRow });
  const body = {
    'organization.0.key': 'd1',
    'organization.0.name': '',
    'organization.1.key': 'd2',
    'organization.1.name': '售后服务部',
  };

  test('adds to a table, which keeps its empty rows', () => {
    expect(grown(body, 'organization').data.organization).toMatchObject([
      { key: 'd1', positions: [] },
      { key: 'd2', name: '售后服务部' },
      { key: 'd3', parentKey: null, positions: [] },
    ]);
    expect(grown({}, 'organization').data.organization).toHaveLength(1);
  });

  test('adds to a table within a row, also where rows before it are left out', () => {
    const { data, errors } = grown(body, 'organization.1.positions');
    expect(data.organization).toEqual([{ key: 'd2', name: '售后服务部', parentKey: null, positions: [{}] }]);
    expect(errors).toEqual([]);
    const empty = grown(body, 'organization.0.positions').data.organization;
    expect(empty).toMatchObject([
      { key: 'd1', positions: [{}] },
      { key: 'd2', positions: [] },
    ]);
  });

  test('adds to nothing else', () => {
    const before = readSubmission(form, body, context);
    const nowhere =
      'x organization.7.positions organization.1.name toString.0.x __proto__ organization.1 . a.b.c.d.e.f.g';
    for (const path of nowhere.split(' ')) expect([path, grown(body, path)]).toEqual([path, before]);
  });

  test('reports a full table', () => {
    const rows = Object.fromEntries(
      Array.from({ length: 200 }, (_, n) => [`organization.${n}.name`, `部门 ${n}`]),
    );
    const { data, errors } = grown(rows, 'organization');
    expect(data.organization).toHaveLength(200);
    expect(errors).toEqual([{ path: 'organization', message: '最多 200 行，不能再添加' }]);
  });
});

describe('readSubmission of rows and records', () => {
  const guidance = departmentForm('remote-guidance');
  const request = departmentForm('remote-service-request');

  test('keeps the order of rows and leaves empty ones out', () => {
    const { data, errors } = readSubmission(
      guidance,
      {
        'contacts.10.content': '后',
        'contacts.2.content': '先',
        'contacts.5.content': ' ',
        'contacts.5.at': '',
      },
      context,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ contacts: [{ content: '先' }, { content: '后' }] });
  });

  test('puts errors at the rows as they are shown again', () => {
    const { errors } = readSubmission(
      guidance,
      { 'contacts.3.content': '甲', 'contacts.7.at': '昨天' },
      context,
    );
    expect(errors).toEqual([{ path: 'contacts.1.at', message: '时间不正确，例如 2026-11-23 14:30' }]);
  });

  test.each([
    'contacts.x.content',
    'contacts.-1.content',
    'contacts.__proto__.content',
    'contacts.0.other',
    'contacts',
  ])('refuses the name %s', (name) => {
    const { data, errors } = readSubmission(guidance, { [name]: '甲' }, context);
    expect(data).toEqual({});
    expect(errors).toEqual([{ path: '', message: `表单中没有“${name}”这一项，提交未被接受` }]);
  });

  test('reads one row more than allowed, so that the limit is reported, and no further', () => {
    const rows = Array.from({ length: 2000 }, (_, index) => [`contacts.${index}.channel`, 'x']);
    const { data } = readSubmission(guidance, Object.fromEntries(rows), context);
    expect(data.contacts).toHaveLength(201);
    const errors = validateSubmission(guidance, data, context);
    expect(errors).toHaveLength(100);
    expect(errors).toContainEqual({ path: 'contacts', message: '联系记录最多 200 项', namesField: true });
  });

  test('a customer without id is a new one; without any text there is none', () => {
    const { data } = readSubmission(
      request,
      { 'customer.id': '', 'customer.name': '海天', 'product.id': '', 'product.name': '' },
      context,
    );
    expect(data).toEqual({ customer: { id: null, name: '海天' } });
  });

  test('a match that was picked replaces what was typed, with the known fields only', () => {
    const pick = JSON.stringify({ id: 7, name: '海天机械', phone: '', admin: true, contact: { a: 1 } });
    const { data, errors } = readSubmission(
      request,
      { 'customer.name': '海天', 'customer.pick': pick },
      context,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ customer: { id: 7, name: '海天机械' } });
  });

  test('without a usable pick the typed customer stays', () => {
    for (const pick of ['', '{', 'null', '[]', '{"__proto__":{"id":1}}']) {
      const { data } = readSubmission(request, { 'customer.name': '海天', 'customer.pick': pick }, context);
      expect(data).toEqual({ customer: { id: null, name: '海天' } });
    }
  });

  test('reads stored uploads and ignores the file input itself', () => {
    const sha256 = 'a'.repeat(64);
    const body = {
      'attachments.0.id': '4',
      'attachments.0.name': '来函.pdf',
      'attachments.0.size': '1200',
      'attachments.0.sha256': sha256,
      'attachments.file': '',
    };
    const { data, errors } = readSubmission(request, body, context);
    expect(errors).toEqual([]);
    expect(data).toEqual({ attachments: [{ id: 4, name: '来函.pdf', size: 1200, sha256 }] });
  });

  test('drops fields whose condition does not hold, with their errors', () => {
    const body = {
      outcome: 'solved',
      onsiteReason: '要换件',
      expectedOnsiteAt: '不知道',
      neededSupport: '图纸',
    };
    expect(readSubmission(guidance, body, context)).toEqual({ data: { outcome: 'solved' }, errors: [] });
  });

  test('uses read-only values of the ticket in conditions, which are not sent and cannot be replaced', () => {
    const reception = departmentForm('product-reception');
    const variables = { receivedFrom: 'takenBack' };
    const body = { receivedFrom: 'customer', matchesReceipt: 'true' };
    expect(readSubmission(reception, body, { ...context, variables }).data).toEqual({ matchesReceipt: true });
    expect(readSubmission(reception, body, context).data).toEqual({ receivedFrom: 'customer' });
  });
});
