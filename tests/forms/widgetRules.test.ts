import { describe, expect, test } from 'vitest';
import { parseForm } from '../../src/forms/schema/parseForm.js';
import { mergeAppendedRows, recordableFields } from '../../src/forms/submission/appendRows.js';
import { readSubmission } from '../../src/forms/submission/readSubmission.js';
import { uploadsIn } from '../../src/forms/submission/uploadsIn.js';
import { validateSubmission } from '../../src/forms/submission/validateSubmission.js';
import { prefill } from '../../src/forms/view/prefill.js';
import { condition, context } from './departmentForms.js';
import { changed, widgetProperties, widgetsForm, widgetsText } from './widgetsForm.js';

type Data = Record<string, unknown>;

function read(body: Record<string, string | string[]>): Data {
  const { data, errors } = readSubmission(widgetsForm, body, context);
  expect(errors).toEqual([]);
  return data;
}

function messages(data: Data, variables: Data = {}): Record<string, string> {
  const errors = validateSubmission(widgetsForm, data, { ...context, variables });
  return Object.fromEntries(errors.map(({ path, message }) => [path, message]));
}

const sha256 = 'a'.repeat(64);
const positions: unknown[] = [];

describe('a checklist', () => {
  test('holds the ticked items; a hidden or unknown one is refused', () => {
    expect(read({ 'preparation.tools': 'true', 'preparation.parts': 'false' }).preparation).toEqual({
      tools: true,
    });
    expect(read({ 'preparation.tools': '' }).preparation).toBeUndefined();
    const { errors } = readSubmission(widgetsForm, { 'preparation.admin': 'true' }, context);
    expect(errors[0]?.message).toContain('preparation.admin');
  });

  test('must be ticked completely while the condition holds', () => {
    const ticks = { tools: true, parts: true, workCard: true };
    expect(messages({ outcome: 'ready' })).toEqual({ preparation: '请逐项完成行前检查' });
    expect(messages({ outcome: 'ready', preparation: { ...ticks, parts: false } })).toEqual({
      preparation: '请逐项完成行前检查',
    });
    expect(messages({ outcome: 'ready', preparation: ticks })).toEqual({});
    expect(messages({ outcome: 'delayed' })).toEqual({});
  });

  test('with const true has one error for all its items', () => {
    expect(messages({ safety: { fire: true } })).toEqual({ safety: '请逐项完成安全检查' });
    expect(messages({ safety: { fire: false, power: false } })).toEqual({ safety: '请逐项完成安全检查' });
  });
});

describe('ratings', () => {
  test('are named one by one when missing', () => {
    expect(messages({ ratings: { attitude: 'fair' } })).toEqual({ 'ratings.skill': '请选择技术' });
    expect(messages({ ratings: { attitude: 'x', skill: 'fair' } })).toEqual({
      'ratings.attitude': '请从给出的选项中选择',
    });
  });

  test('that a form requires are all reported as missing', () => {
    const form = parseForm('w.schema.json', widgetsText({ required: ['ratings'] }));
    expect(validateSubmission(form, {}, context).map(({ path }) => path)).toEqual([
      'ratings.attitude',
      'ratings.skill',
    ]);
  });
});

describe('a signature', () => {
  const parts = {
    'signature.id': '7',
    'signature.name': '签名.png',
    'signature.size': '900',
    'signature.sha256': sha256,
  };

  test('is the stored image; one that is sent with the form replaces it', () => {
    expect(read({ ...parts, 'signature.file': '' }).signature).toEqual({
      id: 7,
      name: '签名.png',
      size: 900,
      sha256,
    });
    const sent = Object.fromEntries(
      Object.entries(parts).map(([name, value]) => [
        name.replace('.', '.0.'),
        name.endsWith('id') ? '8' : value,
      ]),
    );
    expect(read({ ...parts, ...sent }).signature).toMatchObject({ id: 8 });
    expect(read({ 'signature.id': '', 'signature.name': '' }).signature).toBeUndefined();
  });

  test('that was tampered with, or is missing, is asked for again', () => {
    expect(messages({ signature: { id: 7, name: 'x', size: 1, sha256: '<b>' } })).toEqual({
      signature: '客户签名无效，请重签',
    });
    const form = parseForm('w.schema.json', widgetsText({ required: ['signature'] }));
    expect(validateSubmission(form, {}, context)).toEqual([
      { path: 'signature', message: '请完成客户签名', namesField: true },
    ]);
  });

  test('is among the stored files that a submission refers to', () => {
    const signature = { id: 7, name: 'x', size: 1, sha256 };
    expect(
      uploadsIn(widgetsForm, { signature, photos: [signature, null], attachments: [signature] }),
    ).toEqual([
      ['photos', [signature]],
      ['signature', [signature]],
    ]);
  });
});

describe('dates and people', () => {
  const early = '2026-11-23T05:00:00.000Z';
  const late = '2026-11-23T06:00:00.000Z';

  test('may not be earlier than the other one, here or on the ticket', () => {
    expect(messages({ arrivedAt: late, leftAt: early })).toEqual({ leftAt: '离开时间不能早于到达时间' });
    expect(messages({ arrivedAt: early, leftAt: early })).toEqual({});
    expect(messages({ leftAt: early }, { arrivedAt: late })).toEqual({});
    const form = parseForm(
      'w.schema.json',
      widgetsText({}, { leftAt: { ...widgetProperties.leftAt, 'x-ui': { notBefore: 'calledAt' } } }),
    );
    const { message } = validateSubmission(
      form,
      { leftAt: early },
      { ...context, variables: { calledAt: late } },
    )[0]!;
    expect(message).toBe('离开时间不能早于 2026-11-23 14:00');
  });

  test('lie in the future; a date may be today, by the calendar of the department', () => {
    expect(messages({ nextVisitAt: '2026-11-23T14:22:00.000Z' })).toEqual({
      nextVisitAt: '下次约定时间必须晚于现在',
    });
    expect(messages({ nextVisitAt: '2026-11-23T14:23:00.000Z', effectiveOn: '2026-11-23' })).toEqual({});
    expect(messages({ effectiveOn: '2026-11-22' })).toEqual({ effectiveOn: '生效日期不能早于今天' });
  });

  test('of a line of a schedule are in order', () => {
    const line = { name: '调试', startOn: '2026-12-02', endOn: '2026-12-01' };
    expect(messages({ schedule: [{ ...line, endOn: '2026-12-02' }, line] })).toEqual({
      'schedule.1.endOn': '结束不能早于开始',
    });
  });

  test('people differ where they must', () => {
    expect(messages({ engineer: 5, assistant: 5 })).toEqual({ assistant: '协助人员不能与工程师是同一人' });
    expect(messages({ engineer: 5, assistant: 6 })).toEqual({});
  });
});

describe('what the ticket has already', () => {
  test('stays, whatever the page sends', () => {
    const variables = { contractNumber: 'HT-1' };
    expect(mergeAppendedRows(widgetsForm, { contractNumber: 'HT-2' }, variables)).toEqual(variables);
    expect(mergeAppendedRows(widgetsForm, { contractNumber: 'HT-2' }, {})).toEqual({
      contractNumber: 'HT-2',
    });
    expect(messages({ contractNumber: '长'.repeat(300) }, variables)).toEqual({});
  });

  test('goes before a default', () => {
    expect(prefill(widgetsForm, context).outcome).toBe('ready');
    expect(prefill(widgetsForm, { ...context, variables: { outcome: 'delayed' } }).outcome).toBe('delayed');
  });

  test('grows by the fields that can be recorded at once', () => {
    expect(recordableFields(widgetsForm)).toEqual(['arrivedAt', 'steps']);
  });
});

describe('a tree', () => {
  const node = (key: string, parentKey: string | null, name: string) => ({ key, parentKey, name, positions });

  test.each<[string, Data[], Record<string, string>]>([
    ['hangs together', [node('a', null, '甲'), node('b', 'a', '乙'), node('c', null, '丙')], {}],
    [
      'has an unknown parent',
      [node('a', null, '甲'), node('b', 'x', '乙')],
      { 'organization.1.parentKey': '上级部门不存在，请重新选择' },
    ],
    [
      'goes round in a circle',
      [node('r', null, '根'), node('a', 'b', '甲'), node('b', 'a', '乙')],
      {
        'organization.1.parentKey': '上级部门不能是它自己或它的下级',
        'organization.2.parentKey': '上级部门不能是它自己或它的下级',
      },
    ],
    [
      'is its own parent',
      [node('a', 'a', '甲')],
      {
        organization: '至少要有一个没有上级的部门',
        'organization.0.parentKey': '上级部门不能是它自己或它的下级',
      },
    ],
    [
      'has twins',
      [node('a', null, '甲'), node('b', 'a', '乙'), node('c', 'a', '乙'), node('d', null, '乙')],
      { 'organization.2.name': '同一上级下已有同名部门' },
    ],
    [
      'has two nodes of one key',
      [node('a', null, '甲'), node('a', null, '乙')],
      { organization: '组织架构中有重复的部门标识，请重新添加该部门' },
    ],
  ])('that %s', (_what, organization, expected) => {
    expect(messages({ organization })).toEqual(expected);
  });

  test('gets keys and positions; blank rows are left out unless others stand below them', () => {
    const { organization } = read({
      'organization.0.key': '',
      'organization.0.name': '总经理',
      'organization.1.key': 'x',
      'organization.1.parentKey': '',
      'organization.2.key': 'd1',
      'organization.2.parentKey': '',
      'organization.3.parentKey': 'd1',
      'organization.3.positions.0.name': '部长',
      'organization.3.positions.0.groups': ['hr', 'quality'],
    });
    expect(organization).toEqual([
      { key: 'd2', parentKey: null, name: '总经理', positions: [] },
      { key: 'd1', parentKey: null, positions: [] },
      { key: 'd3', parentKey: 'd1', positions: [{ name: '部长', groups: ['hr', 'quality'] }] },
    ]);
    expect(messages({ organization })).toEqual({
      'organization.1.name': '请填写部门名称',
      'organization.2.name': '请填写部门名称',
      'organization.2.positions.0.headcount': '请填写编制',
    });
  });
});

describe('a form file', () => {
  const item = { title: '项', type: 'boolean' };
  test.each<[string, string, RegExp]>([
    [
      'a checklist of texts',
      changed('preparation', { properties: { a: { ...item, type: 'string', maxLength: 3 } } }),
      /检查单每一项是一个勾/,
    ],
    [
      'ratings on different levels',
      changed('ratings', {
        properties: {
          ...(widgetProperties.ratings!.properties as Data),
          late: { title: '迟', type: 'string', oneOf: [{ const: 'a', title: '甲' }] },
        },
      }),
      /相同的等级/,
    ],
    ['a signature that may lack its hash', changed('signature', { required: ['id'] }), /列入 required/],
    [
      'a schedule without dates',
      changed('schedule', {
        'x-ui': { widget: 'scheduleRows' },
        items: {
          type: 'object',
          additionalProperties: false,
          properties: { name: { title: '名', type: 'string', maxLength: 5 } },
        },
      }),
      /需要列 startOn/,
    ],
    [
      'a tree without parents',
      changed('organization', {
        items: {
          type: 'object',
          additionalProperties: false,
          properties: { key: { title: '键', type: 'string', maxLength: 5 } },
        },
      }),
      /需要 key、parentKey、name 和 positions/,
    ],
    [
      'a computed text',
      changed('contractNumber', { 'x-ui': { compute: { sum: ['hourRate'] } } }),
      /只用于数字和金额/,
    ],
    [
      'a sum of nothing',
      changed('hours', { 'x-ui': { compute: { sum: ['toString'] } } }),
      /toString 不是这里的数字/,
    ],
    [
      'a sum over no table',
      changed('hours', { 'x-ui': { compute: { sumOf: 'steps.step' } } }),
      /不是表格的数字列/,
    ],
    [
      'two computations in one',
      changed('hours', { 'x-ui': { compute: { sum: ['hourRate'], product: ['hourRate'] } } }),
      /应为 sum 或 product/,
    ],
    ['a circle of sums', changed('hours', { 'x-ui': { compute: { sum: ['chargeTotal'] } } }), /计算循环/],
    ['a text in the future', changed('contractNumber', { 'x-ui': { inFuture: true } }), /只用于日期和时间/],
    [
      'a choice with a default of its own',
      changed('outcome', { 'x-ui': { default: 'never' } }),
      /不在选项中/,
    ],
    [
      'a table to record that does not grow',
      changed('partsUsed', { 'x-ui': { record: true } }),
      /用 x-ui.append/,
    ],
    [
      'ticks of what is no checklist',
      widgetsText(
        condition(
          { properties: { outcome: { const: 'ready' } }, required: ['outcome'] },
          { 'x-ui': { allTicked: ['ratings'] } },
        ),
      ),
      /ratings 不是检查单/,
    ],
    [
      'other hints of a branch',
      widgetsText(
        condition(
          { properties: { outcome: { const: 'ready' } }, required: ['outcome'] },
          { 'x-ui': { hide: true } },
        ),
      ),
      /只能用 allTicked/,
    ],
  ])('with %s is refused', (_what, text, reason) => {
    expect(() => parseForm('w.schema.json', text)).toThrow(reason);
  });
});
