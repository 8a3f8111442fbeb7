import { describe, expect, it } from 'vitest';
import { readExpression } from '../../src/bpmn/expressions/Expressions.js';
import { evaluateCondition, evaluateFeel, type VariableTypes } from '../../src/bpmn/expressions/evaluate.js';
import { loadDefinition } from '../../src/bpmn/loadDefinition.js';
import { nextRound, schedule } from '../../src/bpmn/timers.js';
import type { Variables } from '../../src/bpmn/types.js';
import { parseForm } from '../../src/forms/schema/parseForm.js';
import { variableTypes } from '../../src/forms/variables/variableTypes.js';
import { EngineError } from '../../src/platform/errors.js';
import { around, load, Ticket, task } from './support/diagrams.js';

/** Half past five in the morning of the 2nd in Shanghai, still the 1st in UTC. */
const now = new Date('2026-03-01T21:30:00.000Z');

const form = (key: string, properties: object) =>
  parseForm(
    `${key}.schema.json`,
    JSON.stringify({ $id: key, title: key, type: 'object', additionalProperties: false, properties }),
  );

const text = (title: string, more: object = { maxLength: 20 }) => ({ title, type: 'string', ...more });
const row = {
  type: 'object',
  additionalProperties: false,
  properties: {
    endOn: text('完成日期', { format: 'date' }),
    amount: { title: '金额', type: 'number' },
    note: text('说明'),
  },
};
const types = variableTypes([
  form('visit', {
    acceptedOn: text('验收日期', { format: 'date' }),
    agreedAt: text('约定时间', { format: 'date-time' }),
    serial: text('编号'),
    total: { title: '合计', type: 'number', multipleOf: 0.01, 'x-ui': { widget: 'money' } },
    urgent: { title: '加急', type: 'boolean' },
    rows: { title: '进度', type: 'array', maxItems: 20, items: row },
  }),
]);

const surroundings = (zone: string, known: VariableTypes = types) => ({ now, zone, types: known });
const valueIn = (feel: string, variables: Variables = {}, zone = 'Asia/Shanghai') =>
  evaluateFeel(readExpression(feel), variables, surroundings(zone), 'element');
const holds = (feel: string, variables: Variables = {}) =>
  evaluateCondition(readExpression(feel), variables, surroundings('Asia/Shanghai'), 'element');

describe('a date, moment, number, boolean or table of a form reaches FEEL with that type', () => {
  it.each<[string, Variables, boolean]>([
    ['acceptedOn = today()', { acceptedOn: '2026-03-02' }, true],
    ['acceptedOn < date("2026-10-01")', { acceptedOn: '2026-09-30' }, true],
    ['date(agreedAt) = today()', { agreedAt: '2026-03-02T15:00:00.000Z' }, true],
    ['agreedAt > now', { agreedAt: '2026-03-01T21:30:00.001Z' }, true],
    ['agreedAt = now', { agreedAt: '2026-03-02T05:30:00.000+08:00' }, true],
    [
      'some row in rows satisfies row.endOn > acceptedOn',
      { acceptedOn: '2026-03-01', rows: [{ endOn: '2026-03-02' }] },
      true,
    ],
    ['sum(rows.amount) = 0.3', { rows: [{ amount: 0.1 }, { amount: 0.2 }] }, true],
    ['serial = "00123"', { serial: '00123' }, true],
    ['urgent', { urgent: true }, true],
    ['total = null', {}, true],
    ['count(rows[amount > 5]) = 1', { rows: [{ amount: 6 }, { note: '无金额' }] }, true],
  ])('%s', (feel, variables, expected) => {
    expect(holds(feel, variables)).toBe(expected);
  });

  it.each(['2026-03-02T05:30:00+08:00', '2026-03-01T21:30:00.000Z', '2026-03-01T21:30Z'])(
    'and comes back byte for byte: %s',
    (agreedAt) => {
      expect(valueIn('agreedAt', { agreedAt })).toBe(agreedAt);
      expect(valueIn('if urgent then agreedAt else now', { agreedAt, urgent: true })).toBe(agreedAt);
    },
  );

  it('in whole tables too, with entries that no form knows', () => {
    const rows = [
      { note: '00123', endOn: '2026-03-01', extra: { at: '08:30' } },
      { endOn: '错', amount: 1.5 },
    ];
    expect(valueIn('rows', { rows })).toEqual(rows);
    expect(valueIn('rows[2]', { rows })).toBe(rows[1]);
    expect(valueIn('{ all: rows.endOn }', { rows })).toEqual({ all: ['2026-03-01', '错'] });
  });

  it('is stored in UTC when an expression computes it', () => {
    expect(valueIn('agreedAt + duration("PT1H")', { agreedAt: '2026-03-01T21:30:00.000Z' })).toBe(
      '2026-03-01T22:30:00.000Z',
    );
    expect(valueIn('date and time(acceptedOn, time("17:30:00"))', { acceptedOn: '2026-03-02' })).toBe(
      '2026-03-02T09:30:00.000Z',
    );
    expect(valueIn('acceptedOn + duration("P1M")', { acceptedOn: '2026-01-31' })).toBe('2026-02-28');
    expect(valueIn('total * 3', { total: 0.1 })).toBe(0.3);
  });

  it('has no type when two forms disagree', () => {
    const both = variableTypes([
      form('a', { x: text('甲', { format: 'date' }) }),
      form('b', { x: text('乙') }),
    ]);
    expect(both.get('x')).toEqual({ kind: 'Any' });
  });
});

describe('the clock', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-02', '2026-03-02T21:30:00.000Z'],
    ['America/New_York', '2026-03-01', '2026-03-02T21:30:00.000Z'],
  ])('is that of %s', (zone, today, tomorrow) => {
    expect(valueIn('today()', {}, zone)).toBe(today);
    expect(valueIn('now', {}, zone)).toBe(now.toISOString());
    expect(valueIn('now()', {}, zone)).toBe(now.toISOString());
    expect(valueIn('now + duration("P1D")', {}, zone)).toBe(tomorrow);
  });

  it('counts days and months of timers in the calendar of the zone, over daylight saving', () => {
    const from = new Date('2026-03-28T12:00:00.000Z');
    const due = (span: string) => schedule('timeDuration', span, from, 'Europe/Berlin')?.dueAt;
    expect(due('P1D')).toBe('2026-03-29T11:00:00.000Z');
    expect(due('P1M')).toBe('2026-04-28T11:00:00.000Z');
    expect(due('PT24H')).toBe('2026-03-29T12:00:00.000Z');
    expect(nextRound('R/P1D', from.toISOString(), from, 'Europe/Berlin')).toBe('2026-03-29T11:00:00.000Z');
    expect(schedule('timeDate', '2026-03-02', from, 'Asia/Shanghai')?.dueAt).toBe('2026-03-01T16:00:00.000Z');
  });

  it.each([
    ['R3/PT1H', '2026-11-23T11:00:00.000Z', 3],
    // Begins later: the first round is its beginning.
    ['R3/2026-11-24T08:00/P1D', '2026-11-24T00:00:00.000Z', 3],
    // Began before: the rounds that have passed are gone.
    ['R5/2026-11-21T08:00/P1D', '2026-11-24T00:00:00.000Z', 2],
    ['R/2026-11-01T08:00/P1D', '2026-11-24T00:00:00.000Z', -1],
    // Is over: the last round is late, not lost.
    ['R2/2026-11-01T08:00/P1D', '2026-11-02T00:00:00.000Z', 1],
    // Ends then: the last round is its end.
    ['R3/P1D/2026-12-31', '2026-12-28T16:00:00.000Z', 3],
    ['R2/2026-12-01/2026-12-08', '2026-11-30T16:00:00.000Z', 2],
  ])('the repeating interval %s is due at %s, %i times', (text, dueAt, repeat) => {
    const from = new Date('2026-11-23T10:00:00.000Z');
    expect(schedule('timeCycle', text, from, 'Asia/Shanghai')).toEqual({ dueAt, repeat });
  });

  it('the next round of an interval with a beginning keeps its beat', () => {
    const [last, now] = ['2026-11-24T00:00:00.000Z', new Date('2026-11-24T00:00:05.000Z')];
    const zone = 'Asia/Shanghai';
    expect(nextRound('R5/2026-11-21T08:00/P1D', last, now, zone)).toBe('2026-11-25T00:00:00.000Z');
    expect(nextRound('R2/2026-12-01/2026-12-08', last, now, zone)).toBe('2026-12-01T00:00:00.000Z');
  });
});

describe('an expression that fails stops the step with the reason', () => {
  it.each<[string, Variables, RegExp]>([
    ['total > 100', {}, /条件「total > 100」的结果是空值.*「total > 100」不能比较：空值、数字 100/],
    ['totl > 100', { total: 5 }, /没有名为「totl」/],
    ['totl != true', { total: 5 }, /不能判断：没有名为「totl」/],
    ['serial > 100', { serial: '200' }, /不能比较：文本 "200"、数字 100/],
    ['serial = 100 or urgent', { serial: '200', urgent: true }, /不能判断：.*不能比较/],
    ['if urgent then true else false', {}, /应为“是”或“否”，却是 空值/],
    ['agreedAt > now', { agreedAt: '明天' }, /不能比较：文本 "明天"/],
    ['acceptedOn > now', { acceptedOn: '不详' }, /不能比较/],
    ['total', { total: 5 }, /的结果是5，不是“是”或“否”/],
    ['count(for x in 1..1000000000 return x) > 0', {}, /超出了列表长度的上限/],
    ['total == 1', { total: 1 }, /相等请写一个等号/],
  ])('%s', (feel, variables, message) => {
    expect(() => holds(feel, variables)).toThrow(message);
    expect(() => holds(feel, variables)).toThrow(EngineError);
  });

  it('but a condition ignores data that nobody filled in when the rest decides', () => {
    expect(holds('total > 100 and urgent = false', { urgent: true })).toBe(false);
    expect(holds('total > 100 or urgent', { urgent: true })).toBe(true);
    expect(valueIn('agreedAt + duration("PT1H")')).toBeNull();
    expect(valueIn('somethingFromElsewhere')).toBeNull();
    expect(valueIn('if elsewhere = null then 1 else elsewhere')).toBe(1);
    expect(() => valueIn('if elsewhere = 5 then 1 else 2')).toThrow('没有名为「elsewhere」');
  });

  it('and an expression written for texts still reads dates as texts', () => {
    const written = 'date and time(sort(rows.endOn, function(a, b) a > b)[1] + "T17:30:00+08:00")';
    expect(valueIn(written, { rows: [{ endOn: '2026-03-02' }, { endOn: '2026-03-05' }] })).toBe(
      '2026-03-05T09:30:00.000Z',
    );
    expect(holds('acceptedOn = "2026-03-02"', { acceptedOn: '2026-03-02' })).toBe(true);
  });
});

describe('a definition', () => {
  it('with an expression that can no longer be read stops only the ticket that reaches it', async () => {
    const xml = around(task('only', 'camunda:dueDate="${now + duration(&quot;PT1H&quot;)}"'));
    const { model } = await load(xml);
    expect(model.activity('only')).toBeDefined();
    const read = readExpression('a +* b');
    expect(read).toMatchObject({ compiled: null, problem: '第 4 个字符附近写法有误' });
    expect(() => evaluateFeel(read, {}, surroundings('Asia/Shanghai'), 'only')).toThrow('写法有误');
  });

  it('parses its expressions when it is loaded', async () => {
    const xml = around(task('only', 'camunda:dueDate="${now + duration(&quot;PT1H&quot;)}"'));
    const definition = await load(xml);
    const read = definition.expressions.get('now + duration("PT1H")');
    expect(definition.expressions.get('now + duration("PT1H")')).toBe(read);
    expect(definition.expressions.get('1 + 1')).not.toBe(definition.expressions.get('1 + 1'));
    expect(loadDefinition.length).toBe(2);
  });

  it('gives a due date by a day of the calendar where the department is', async () => {
    const ticket = await Ticket.start(
      around(task('only', 'camunda:dueDate="${today() + duration(&quot;P1D&quot;)}"')),
    );
    expect(ticket.last.tasks[0]?.dueAt).toBe('2026-11-23T16:00:00.000Z');
  });
});
