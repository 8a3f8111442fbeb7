import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCheckedForm } from '../../../../src/forms/schema/readCheckedForm.js';
import { parsePaper } from '../../../../src/modules/papers/model/parsePaper.js';
import { paperKeys, paperText } from '../../../support/company/paperTicket.js';

const folder = join(import.meta.dirname, '../../../../forms');
const forms = readdirSync(folder)
  .filter((name) => name.endsWith('.schema.json'))
  .map((name) => readCheckedForm(name.replace('.schema.json', ''), readFileSync(join(folder, name), 'utf8')));

/** The papers that the departments use; a layout that is lost is noticed here. */
const titles = [
  '报修登记簿',
  '技术服务任务单',
  '维修服务单',
  '产品维修过程记录',
  '客户商品领取收据',
  '售后服务报告单',
  '满意度调查表',
  '技术员工作日报表',
  '售后服务报修记录表',
  '保养到期通知书',
  '市场支持申请单',
  '工程进度计划',
  '竣工验收单',
  '售后服务信息反馈单',
  '组织架构图',
  '岗位说明书',
];

describe('the layouts that are delivered', () => {
  test('are all papers of the domain', () => {
    expect(paperKeys.map((key) => JSON.parse(paperText(key)).title).sort()).toEqual([...titles].sort());
  });

  test.each(paperKeys)('%s fits the forms', (key) => {
    expect(parsePaper(paperText(key), forms).problems).toEqual([]);
  });
});

/** A layout with one thing written over. */
const paper = (change: Record<string, unknown>) =>
  JSON.stringify({ title: '样张', sections: [{ grid: [[{ field: 'symptom' }]] }], ...change });
const section = (content: unknown) => paper({ sections: [content] });

const problemsOf = (text: string) => parsePaper(text, forms).problems.map(({ message }) => message);

describe('a layout is refused that', () => {
  test.each([
    ['names no datum', section({ grid: [[{ field: 'nothing' }]] }), '没有数据 nothing'],
    ['names a part that is not there', section({ grid: [[{ field: 'customer.wealth' }]] }), '没有数据'],
    ['names a form that is not there', section({ grid: [[{ field: 'no-form/symptom' }]] }), '没有数据'],
    ['reaches for what objects inherit', section({ grid: [[{ field: 'constructor' }]] }), '没有数据'],
    ['reaches deeper than objects go', section({ grid: [[{ field: '__proto__.x' }]] }), '应为数据引用'],
    [
      'names a column that is not there',
      section({ table: 'contacts', columns: [{ field: 'x' }] }),
      '没有列 x',
    ],
    ['makes a table of a text', section({ table: 'symptom', columns: [{ field: 'x' }] }), '不是表格'],
    ['puts a table into a cell', section({ grid: [[{ field: 'contacts' }]] }), '不能放在一格中'],
    [
      'sums up words',
      section({ table: 'contacts', columns: [{ field: 'content' }], totals: ['content'] }),
      '不是本表中的数字列',
    ],
    [
      'is too wide',
      section({
        grid: [
          [
            { field: 'symptom', span: 20 },
            { field: 'wishes', span: 5 },
          ],
        ],
      }),
      '合计应为 24',
    ],
    ['is too narrow', section({ grid: [[{ field: 'symptom', span: 20 }]] }), '合计应为 24'],
    [
      'leaves no room',
      section({
        grid: [
          [
            { field: 'symptom', labelSpan: 23, span: 2 },
            { text: 'x', label: '', span: 22 },
          ],
        ],
      }),
      '过窄',
    ],
    ['has a text with a bad datum', section({ text: ['{symptom} {a b}'] }), '{a b} 不是数据引用'],
    ['has an unknown name', paper({ script: 'alert(1)' }), '不认识 script'],
    ['has a section of no kind', section({ html: '<b>x</b>' }), '应有且只有一个'],
    ['has a section of two kinds', section({ text: ['x'], photos: 'photos' }), '应有且只有一个'],
    ['has an unknown source', paper({ source: 'http' }), '应为 ticket、daily-report'],
    ['is offered with an unknown form', paper({ offeredWith: ['nothing'] }), '没有表单 nothing'],
    ['has control characters', paper({ title: 'a\u0000b' }), '控制字符'],
    ['has an endless title', paper({ title: '长'.repeat(41) }), '最多 40 个字'],
    ['has an empty title', paper({ title: '  ' }), '不能为空'],
    ['has no sections', paper({ sections: [] }), '应有 1 到 40 项'],
    ['is a list', '[]', '应为 { … }'],
    ['is longer than allowed', paper({ footnote: '长'.repeat(30_000) }), '超过 64 KB'],
    ['is nested without end', `${'['.repeat(5000)}${']'.repeat(5000)}`, '嵌套过深'],
    ['is empty', '', '内容不完整'],
  ])('%s', (_, text, reason) => {
    expect(problemsOf(text).join('\n')).toContain(reason);
  });
});

describe('text that is not JSON', () => {
  test.each([
    ['{\n  "title": "甲",\n  "sections": [,]\n}', 3, '应为一个值'],
    ['{\n  "title": "甲"\n  "sections": []\n}', 3, '应为逗号或结尾的括号，却是 "sections"'],
    ['{\n  title: "甲"\n}', 2, '不是正确的 JSON'],
    ['{\n  "title": "甲\n乙"\n}', 2, '不是正确的 JSON'],
    ['{\n  "title": "甲",\n  "title": "乙"\n}', 3, '出现了两次'],
    ['{\n  "__proto__": {}\n}', 2, '不能使用名称'],
    ['{}\n\n1', 3, '多出了 1'],
    ['{\n  "title": "甲"', 2, '不完整'],
    ['{\n  "title": 01\n}', 2, ''],
  ])('%j is refused at line %i', (text, line, reason) => {
    const { problems } = parsePaper(text, forms);
    expect(problems[0]?.line).toBe(line);
    expect(problems[0]?.message).toContain(reason);
  });
});

test('every error names its line and place', () => {
  const text = `{
  "title": "样张",
  "sections": [
    { "grid": [
      [{ "field": "symptom" }],
      [{ "field": "wishes" },
       { "field": "absent" }]
    ] },
    { "table": "contacts", "columns": [
      { "field": "content" },
      { "field": "absent" }
    ] }
  ]
}`;
  expect(parsePaper(text, forms).problems).toEqual([
    { line: 7, message: '第 1 节第 2 行第 2 格「field」：没有数据 absent。' },
    { line: 11, message: expect.stringContaining('第 2 节第 2 列「field」：表格 contacts 没有列 absent') },
  ]);
});
