import { describe, expect, test } from 'vitest';
import type { Form } from '../../../../src/forms/schema/types.js';
import { paperView } from '../../../../src/modules/papers/model/paperView.js';
import type { PaperContext, Section } from '../../../../src/modules/papers/model/types.js';

const form: Form = {
  key: 'visit',
  title: '上门',
  schema: {
    $id: 'visit',
    title: '上门',
    type: 'object',
    properties: {
      symptom: { type: 'string', title: '现象' },
      visitedOn: { type: 'string', format: 'date', title: '日期' },
      at: { type: 'string', format: 'date-time', title: '时间' },
      outcome: {
        title: '结果',
        oneOf: [
          { const: 'good', title: '好' },
          { const: 'bad', title: '坏' },
        ],
      },
      signature: { type: 'object', title: '签名', 'x-ui': { widget: 'signature' } },
      parts: {
        type: 'array',
        title: '用料',
        items: {
          type: 'object',
          properties: {
            name: { type: 'string', title: '名称' },
            amount: { type: 'number', title: '金额', 'x-ui': { widget: 'money' } },
          },
        },
      },
    },
  },
};

const context: PaperContext = {
  forms: [form],
  variables: {
    symptom: '<b>异响</b>',
    outcome: 'good',
    at: '2026-11-23T01:00:00.000Z',
    signature: { id: 7 },
    parts: [
      { name: '轴承', amount: 0.1 },
      { name: '油', amount: 0.2 },
    ],
  },
  submissions: [
    { formKey: 'visit', by: '张伟', at: '2026-11-23T18:00:00.000Z', data: { signature: { id: 7 } } },
  ],
  ticket: { number: 'YC-1', category: 'B' },
  people: {},
  timeZone: 'Asia/Shanghai',
  blank: false,
};

const draw = (section: Section, more: Partial<PaperContext> = {}) =>
  paperView({ key: 'x', layout: { title: '样张', sections: [section] } }, { ...context, ...more })
    .sections[0];
const cells = (section: Section, more: Partial<PaperContext> = {}) => draw(section, more)?.grid?.[0]?.cells;

describe('a row', () => {
  test('has labels and values that together fill the width', () => {
    const row = cells({
      grid: [[{ field: 'symptom' }, { field: '$ticket/number' }, { text: '注', label: '' }]],
    });
    expect(row).toMatchObject([
      { isLabel: true, text: '现象', span: 3 },
      { isLabel: false, text: '<b>异响</b>', span: 5 },
      { isLabel: true, text: '工单编号', span: 3 },
      { isLabel: false, text: 'YC-1', span: 5 },
      { isLabel: false, text: '注', span: 8 },
    ]);
  });

  test('ticks the choice among all, and shows times in the department’s zone', () => {
    const row = cells({ grid: [[{ field: 'outcome', as: 'options' }, { field: 'at' }]] });
    expect(row?.[1]?.options).toEqual([
      { label: '好', ticked: true },
      { label: '坏', ticked: false },
    ]);
    expect(row?.[3]?.text).toBe('2026-11-23 09:00');
  });

  test('shows who submitted a form, and a signature with the day of its form', () => {
    const row = cells({ grid: [[{ field: 'visit/$by' }, { field: 'signature' }]] });
    expect(row?.[1]?.text).toBe('张伟');
    expect(row?.[3]).toMatchObject({ image: '/attachments/7', sign: true, signedOn: '2026 年 11 月 24 日' });
  });

  test('stays empty where a form was not submitted', () => {
    const row = cells({ grid: [[{ field: 'visit/symptom' }, { field: 'visit/$by' }]] }, { submissions: [] });
    expect([row?.[1]?.text, row?.[3]?.text]).toEqual(['', '']);
  });
});

test('a table has its rows, at least as many as the layout asks for, and exact sums', () => {
  const columns = [{ field: 'name' }, { field: 'amount' }];
  const table = draw({ table: 'parts', columns, rows: 4, numbered: true, totals: ['amount'] })?.table;
  expect(table?.heads.map(({ text, span }) => [text, span])).toEqual([
    ['序号', 2],
    ['名称', 11],
    ['金额（元）', 11],
  ]);
  expect(table?.rows.map((row) => row.cells.map(({ text }) => text))).toEqual([
    ['1', '轴承', '0.10'],
    ['2', '油', '0.20'],
    ['3', '', ''],
    ['4', '', ''],
  ]);
  expect(table?.totals?.map(({ text }) => text)).toEqual(['合计', '', '0.30']);
});

test('placeholders are filled in, and a missing value becomes a line to write on', () => {
  expect(draw({ text: ['{symptom}于{visitedOn}'] })?.text?.paragraphs).toEqual(['<b>异响</b>于＿＿＿＿＿＿']);
});

test('a blank paper has labels, boxes and dates to fill in, and nothing of the ticket', () => {
  const grid = [[{ field: 'symptom' }, { field: 'outcome' }, { field: 'visitedOn' }, { field: 'signature' }]];
  const row = cells({ grid }, { blank: true });
  expect(row?.filter(({ isLabel }) => isLabel).map(({ text }) => text)).toEqual([
    '现象',
    '结果',
    '日期',
    '签名',
  ]);
  expect(row?.[1]?.text).toBe('');
  expect(row?.[3]?.options?.map(({ ticked }) => ticked)).toEqual([false, false]);
  expect(row?.[5]?.text).toMatch(/年.*月.*日/);
  expect(row?.[7]?.image).toBeUndefined();
  expect(JSON.stringify(row)).not.toContain('异响');
});
