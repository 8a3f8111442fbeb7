import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareForms } from '../../src/forms/comparison/compareForms.js';
import { outOfOrder } from '../../src/forms/comparison/outOfOrder.js';
import { parseForm } from '../../src/forms/schema/parseForm.js';

const file = 'onsite-service-record.schema.json';
const text = readFileSync(join(import.meta.dirname, '../../forms', file), 'utf8');
const before = parseForm(file, text);

// biome-ignore lint/suspicious/noExplicitAny: the tests reach into the file as it is written
type Draft = any;

function reportedChanges(edit: (schema: Draft) => void): string[] {
  const schema = JSON.parse(text);
  edit(schema);
  const change = compareForms(before, parseForm(file, JSON.stringify(schema)));
  const rows = (name: string, changes: { label: string; from: string | null; to: string | null }[]) =>
    changes.map(({ label, from, to }) => `${name} ${label}: ${from} -> ${to}`);
  return [
    ...rows('表单', change?.changes ?? []),
    ...(change?.fields ?? []).flatMap(({ title, kind, changes }) =>
      rows(`${title} ${kind}`, changes).concat(changes.length === 0 ? [`${title} ${kind}`] : []),
    ),
  ];
}

describe('two versions of a form differ', () => {
  test('in nothing when only the order of keywords differs', () => {
    expect(
      reportedChanges((schema) => {
        const { title, ...rest } = schema.properties.work;
        schema.properties.work = { ...rest, title };
      }),
    ).toEqual([]);
  });

  test.each<[string, (schema: Draft) => void, string[]]>([
    [
      'title',
      (schema) => {
        schema.properties.work.title = '处理过程';
      },
      ['处理过程 changed 标题: 处理经过 -> 处理过程'],
    ],
    [
      'required',
      (schema) => {
        schema.required.push('photos');
      },
      ['现场照片 changed 必填: 否 -> 是'],
    ],
    [
      'limit',
      (schema) => {
        schema.properties.work.maxLength = 500;
      },
      ['处理经过 changed 最多字数: 2000 -> 500'],
    ],
    [
      'hint',
      (schema) => {
        schema.properties.hours['x-ui'].unit = '时';
      },
      ['工时 changed 单位: 小时 -> 时'],
    ],
    [
      'widget',
      (schema) => {
        delete schema.properties.work['x-ui'].widget;
      },
      ['处理经过 changed 控件: 多行文字 -> 单行文字'],
    ],
    [
      'choice',
      (schema) => {
        schema.properties.paymentMethod.oneOf.pop();
      },
      [
        '收款方式 changed 选项: 现金、转账、微信、支付宝 -> 现金、转账、微信',
        '收款方式 changed 选项的值: cash、transfer、wechat、alipay -> cash、transfer、wechat',
      ],
    ],
    [
      'rule of visibility',
      (schema) => {
        schema.allOf.at(-1).if.properties.chargeMode = { enum: ['collected', 'invoice'] };
      },
      ['收款方式 changed 显示条件: 「收费方式」为现场收款 -> 「收费方式」为现场收款或开票收费'],
    ],
    [
      'column of a table',
      (schema) => {
        schema.properties.partsUsed.items.properties.model.maxLength = 80;
      },
      ['用料 · 型号 changed 最多字数: 60 -> 80'],
    ],
    [
      'new field',
      (schema) => {
        schema.properties.parking = {
          title: '停车费',
          type: 'number',
          multipleOf: 0.01,
          'x-ui': { widget: 'money' },
        };
        schema['x-ui'].sections[3].fields.push('parking');
      },
      [
        '停车费 added 控件: null -> 金额',
        '停车费 added 必填: null -> 否',
        '停车费 added 分组: null -> 用料与收费',
      ],
    ],
    [
      'field taken out',
      (schema) => {
        delete schema.properties.customerOpinion;
        schema['x-ui'].sections[4].fields.splice(1, 1);
      },
      ['客户意见 removed'],
    ],
    [
      'order',
      (schema) => {
        schema['x-ui'].sections[0].fields.reverse();
      },
      ['到达时间 moved 顺序: null -> 已调整'],
    ],
    [
      'section',
      (schema) => {
        schema['x-ui'].sections[0].title = '到达和离开';
      },
      expect.arrayContaining([
        '表单 分组顺序: 到离现场、检查与处理、处理结果、用料与收费、客户确认 -> 到达和离开、检查与处理、处理结果、用料与收费、客户确认',
      ]),
    ],
    [
      'button',
      (schema) => {
        schema['x-ui'].submitLabel = '完成';
      },
      ['表单 提交按钮: 提交服务记录 -> 完成'],
    ],
  ])('in a %s', (_what, edit, expected) => {
    expect(reportedChanges(edit)).toEqual(expected);
  });

  test('in whether they exist', () => {
    expect(compareForms(undefined, before)).toMatchObject({ kind: 'added', key: 'onsite-service-record' });
    expect(compareForms(before, undefined)).toMatchObject({ kind: 'removed' });
    expect(compareForms(before, before)).toBeNull();
  });
});

test('an unknown keyword is reported under its own name, even if that is the label of another fact', () => {
  const schema = structuredClone(before.schema);
  schema.properties.work = { ...schema.properties.work, 说明: '第一版' };
  const change = compareForms(before, { ...before, schema });
  expect(change?.fields).toMatchObject([{ kind: 'changed', changes: [{ label: '说明', to: '第一版' }] }]);
  schema.properties.parking = { title: '停车费', type: 'number', 必填: '随意' };
  const added = compareForms(before, { ...before, schema })?.fields.find(({ path }) => path === 'parking');
  expect(added?.changes).toEqual([
    { label: '控件', from: null, to: '数字' },
    { label: '必填', from: null, to: '否' },
  ]);
});

test('the fewest names explain a new order', () => {
  expect(outOfOrder(['a', 'b', 'c', 'd'], ['b', 'c', 'x', 'd', 'a'])).toEqual(['a']);
  expect(outOfOrder(['a', 'b', 'c'], ['a', 'x', 'b', 'c'])).toEqual([]);
});
