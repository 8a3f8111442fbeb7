import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { checkDefinition } from '../../src/bpmn/checkDefinition.js';
import { fieldsOfProcess } from '../../src/bpmn/names/calledFields.js';
import { findMistakes } from '../../src/bpmn/names/findMistakes.js';
import type { KnownFields } from '../../src/bpmn/names/knownData.js';
import { readCalls } from '../../src/bpmn/readCalls.js';
import { parseForm } from '../../src/forms/schema/parseForm.js';
import { readCheckedForm } from '../../src/forms/schema/readCheckedForm.js';
import { knownFields } from '../../src/forms/variables/knownFields.js';
import { around, exclusive, flow, known, processXml, start, task } from './support/diagrams.js';

const options = (...all: [string, string][]) => all.map(([value, title]) => ({ const: value, title }));
const text = (title: string, more: object = { maxLength: 20 }) => ({ title, type: 'string', ...more });
const row = {
  type: 'object',
  additionalProperties: false,
  properties: { endOn: text('完成日期', { format: 'date' }), amount: { title: '金额', type: 'number' } },
};
const form = parseForm(
  'form.schema.json',
  JSON.stringify({
    $id: 'form',
    title: '表单',
    type: 'object',
    additionalProperties: false,
    properties: {
      category: text('服务类别', { oneOf: options(['A', '收费服务'], ['B', '合同服务']) }),
      responsibility: text('责任', { oneOf: options(['quality', '质量问题'], ['supplier', '供应商']) }),
      acceptedOn: text('验收日期', { format: 'date' }),
      agreedAt: text('约定时间', { format: 'date-time' }),
      chargeTotal: { title: '合计', type: 'number' },
      urgent: { title: '加急', type: 'boolean' },
      serial: text('编号'),
      rows: { title: '进度', type: 'array', maxItems: 20, items: row },
    },
  }),
);
const fields = knownFields(form);

/** The expression with each mistake mended as proposed, the last first. */
function mended(feel: string): string {
  return findMistakes(feel, fields)
    .filter(({ replacement }) => replacement !== null)
    .sort((a, b) => b.from - a.from)
    .reduce((mend, { from, to, replacement }) => mend.slice(0, from) + replacement + mend.slice(to), feel);
}

describe('a mistake in an expression is found, and a correction proposed', () => {
  it.each([
    ['chargeTotl > 100', /没有名为「chargeTotl」的数据项，是不是 chargeTotal（合计）/, 'chargeTotal > 100'],
    ['合计 > 100', /是不是 chargeTotal（合计）/, 'chargeTotal > 100'],
    ['count(rows.amuont) > 0', /「amuont」的「进度」的项目/, 'count(rows.amount) > 0'],
    ['chargeTotal＞100', /半角/, 'chargeTotal>100'],
    ['urgent = true and（serial = “１＞２”）', /半角/, 'urgent = true and(serial = "１＞２")'],
    ['responsibility = "质量问题"', /没有值为 "质量问题" 的选项/, 'responsibility = "quality"'],
    ['responsibility = "qualty"', /是不是 "quality"（质量问题）/, 'responsibility = "quality"'],
    ['category in ("A", "b")', /没有值为 "b" 的选项/, 'category in ("A", "B")'],
    ['chargeTotal > "100"', /数字和文本不能比较/, 'chargeTotal > 100'],
    ['acceptedOn < "2026-03-01"', /日期和文本不能比较/, 'acceptedOn < date("2026-03-01")'],
    ['urgent = "是"', /是或否和文本不能比较/, 'urgent = true'],
    ['serial > 5', /文本和数字不能比较/, 'serial > 5'],
    ['conut(rows) > 0', /没有名为「conut」的函数，是不是 count/, 'count(rows) > 0'],
    ['execution.getVariable("a") = 1', /Java/, 'execution.getVariable("a") = 1'],
    ['chargeTotal between "1" and 10', /数字和文本不能比较/, 'chargeTotal between 1 and 10'],
  ])('%s', (feel, message, proposal) => {
    expect(
      findMistakes(feel, fields)
        .map((mistake) => mistake.message)
        .join('\n'),
    ).toMatch(message);
    expect(mended(feel)).toBe(proposal);
  });

  it.each([
    'chargeTotal != null and chargeTotal > 100',
    'some r in rows satisfies r.amount > 5',
    'rows[amount > 5][1].endOn = acceptedOn',
    'max(rows.endOn) > today()',
    'date(agreedAt) = acceptedOn',
    'category in ("A", "B")',
    'serial = "合计＞100"',
    'for x in rows.amount return x + 1',
    '{ a: 1, b: a + 1 }.b = chargeTotal',
    '(function(x) x * 2)(chargeTotal) > 5',
  ])('%s has none', (feel) => {
    expect(findMistakes(feel, fields)).toEqual([]);
  });
});

describe('at the check of a diagram', () => {
  const knowing = { ...known, fieldsOf: () => fields };

  it('a mistake is an error of the element, with the whole expression corrected', async () => {
    const xml = around(task('only', 'camunda:assignee="$&#123;serail&#125;"'));
    const { problems } = await checkDefinition(xml, knowing);
    expect(problems).toEqual([
      expect.objectContaining({ elementId: 'only', proposal: { from: 'serail', to: 'serial' } }),
    ]);
    expect((await checkDefinition(xml, known)).problems).toEqual([]);
  });

  it('a name that a calling process may provide is a warning', async () => {
    const { problems, warnings } = await checkDefinition(
      around(task('only', 'camunda:assignee="$&#123;fromElsewhere&#125;"')),
      knowing,
    );
    expect(problems).toEqual([]);
    expect(warnings.map(({ message }) => message).join()).toContain('若不是由上级流程带入');
  });

  it('items and counts of a loop are known in it, and nowhere else', async () => {
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics camunda:collection="$&#123;rows&#125;" camunda:elementVariable="line"><bpmn:completionCondition xsi:type="bpmn:tFormalExpression">numberOfCompletedInstances > 1 and line.amuont > 5</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>';
    const xml = processXml(
      `${start}${task('each', '', loop)}${task('next', 'camunda:assignee="$&#123;loopCounter&#125;"')}<bpmn:endEvent id="end" />${flow('start', 'each')}${flow('each', 'next')}${flow('next', 'end')}`,
    );
    const { problems, warnings } = await checkDefinition(xml, knowing);
    expect(problems.map(({ elementId, proposal }) => [elementId, proposal?.to])).toEqual([
      ['each', 'numberOfCompletedInstances > 1 and line.amount > 5'],
    ]);
    expect(
      warnings.some(({ elementId, message }) => elementId === 'next' && message.includes('loopCounter')),
    ).toBe(true);
  });
});

describe('data of later steps, and forms that disagree', () => {
  const forms: Record<string, object> = {
    early: { serial: text('编号') },
    late: { amount: { title: '金额', type: 'number' } },
    other: { serial: { title: '编号', type: 'number' } },
  };
  const knowing = {
    ...known,
    formKeys: new Set(Object.keys(forms)),
    fieldsOf: (key: string) =>
      knownFields(
        parseForm(
          'form.schema.json',
          JSON.stringify({
            $id: 'form',
            title: '表单',
            type: 'object',
            additionalProperties: false,
            properties: forms[key],
          }),
        ),
      ),
  };
  const step = (id: string, form: string, attributes = '') =>
    `<bpmn:userTask id="${id}" name="任务${id}" camunda:formKey="${form}" camunda:candidateGroups="group" ${attributes} />`;
  const asksAmount = 'camunda:dueDate="$&#123;if amount > 5 then now else now&#125;"';
  const warningsOf = async (content: string) => {
    const { problems, warnings } = await checkDefinition(processXml(content), knowing);
    expect(problems).toEqual([]);
    return warnings.map(({ elementId, message }) => `${elementId}: ${message}`);
  };
  const inARow = (ids: string[]) =>
    ids
      .slice(1)
      .map((id, index) => flow(ids[index]!, id))
      .join('');

  it('a field of a later form is reported, one of an earlier form is not', async () => {
    const early = `${start}${step('a', 'early', asksAmount)}${step('b', 'late')}<bpmn:endEvent id="end" />${inARow(['start', 'a', 'b', 'end'])}`;
    expect(await warningsOf(early)).toEqual([expect.stringMatching(/^a: .*amount 要到「任务b」才填写/)]);
    const late = `${start}${step('a', 'late')}${step('b', 'early', asksAmount)}<bpmn:endEvent id="end" />${inARow(['start', 'a', 'b', 'end'])}`;
    expect(await warningsOf(late)).toEqual([]);
  });

  it('the form of a task comes after the expressions that decide about the task', async () => {
    const own = `${start}${step('a', 'late', asksAmount)}<bpmn:endEvent id="end" />${inARow(['start', 'a', 'end'])}`;
    expect(await warningsOf(own)).toEqual([expect.stringContaining('amount 要到「任务a」才填写')]);
  });

  it('a parallel branch may come first', async () => {
    const beside = `${start}<bpmn:parallelGateway id="split" />${step('a', 'early', asksAmount)}${step('b', 'late')}<bpmn:parallelGateway id="join" /><bpmn:endEvent id="end" />${flow('start', 'split')}${flow('split', 'a')}${flow('split', 'b')}${flow('a', 'join')}${flow('b', 'join')}${flow('join', 'end')}`;
    expect(await warningsOf(beside)).toEqual([]);
  });

  it('a boundary event that leads back to its host sees what the host was given', async () => {
    const timer = `<bpmn:boundaryEvent id="late" attachedToRef="a"><bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">$&#123;if amount > 5 then now else now&#125;</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>`;
    const back = `${start}${step('a', 'late')}${timer}<bpmn:endEvent id="end" />${inARow(['start', 'a', 'end'])}${flow('late', 'a')}`;
    expect(await warningsOf(back)).toEqual([]);
  });

  it('two forms that disagree on a type are reported', async () => {
    const both = `${start}${step('a', 'early')}${step('b', 'other')}<bpmn:endEvent id="end" />${inARow(['start', 'a', 'b', 'end'])}`;
    expect(await warningsOf(both)).toEqual([
      expect.stringMatching(
        /^b: 数据项 serial（编号）的类型不一致：表单 early 里是文本，表单 other 里是数字/,
      ),
    ]);
  });
});

const delivered = join(import.meta.dirname, '../../processes');
const formFolder = join(import.meta.dirname, '../../forms');
const diagrams = new Map(
  readdirSync(delivered)
    .filter((name) => name.endsWith('.bpmn'))
    .map((name) => [name.replace('.bpmn', ''), readFileSync(join(delivered, name), 'utf8')]),
);
const fieldsOfDelivered = (key: string) => {
  const file = `${key}.schema.json`;
  return knownFields(readCheckedForm(key, readFileSync(join(formFolder, file), 'utf8')));
};
test.each([...diagrams])('%s has no mistake', async (_key, xml) => {
  const all = { has: () => true } as unknown as ReadonlySet<string>;
  const called = new Map<string, KnownFields | null>();
  for (const { calledElement } of await readCalls(xml))
    called.set(
      calledElement,
      await fieldsOfProcess(diagrams.get(calledElement)!, { fieldsOf: fieldsOfDelivered }),
    );
  const { problems, warnings } = await checkDefinition(xml, {
    formKeys: all,
    groups: all,
    topics: all,
    processKeys: all,
    taskActions: all,
    rules: all,
    fieldsOf: fieldsOfDelivered,
    fieldsOfCalled: (key) => called.get(key) ?? null,
  });
  expect([...problems, ...warnings]).toEqual([]);
});

describe('what a call brings home is checked against the process that it calls', () => {
  const called = processXml(
    `${start}${task('work')}<bpmn:endEvent id="end" />${flow('start', 'work')}${flow('work', 'end')}`,
  );
  const calling = (mappings: string) =>
    around(
      `<bpmn:callActivity id="only" name="调用" calledElement="other"><bpmn:extensionElements>${mappings}</bpmn:extensionElements></bpmn:callActivity>`,
    );
  const ownForm = parseForm(
    'own.schema.json',
    JSON.stringify({
      $id: 'own',
      title: '本流程的表单',
      type: 'object',
      additionalProperties: false,
      properties: { total: { title: '总额', type: 'number' } },
    }),
  );
  const own = calling('').replace(
    '<bpmn:startEvent id="start" />',
    '<bpmn:startEvent id="start" camunda:formKey="own" />',
  );

  async function told(mappings: string): Promise<[string, string | undefined][]> {
    const fieldsOfForm = (key: string) => (key === 'own' ? knownFields(ownForm) : fields);
    const there = await fieldsOfProcess(called, { fieldsOf: fieldsOfForm });
    const xml = own.replace(
      '<bpmn:extensionElements></bpmn:extensionElements>',
      `<bpmn:extensionElements>${mappings}</bpmn:extensionElements>`,
    );
    const { problems, warnings } = await checkDefinition(xml, {
      ...known,
      formKeys: new Set(['own', 'form']),
      fieldsOf: fieldsOfForm,
      fieldsOfCalled: (key) => (key === 'other' ? there : null),
    });
    return [...problems, ...warnings].map(({ message, proposal }) => [message, proposal?.to]);
  }

  it.each([
    ['<camunda:out source="chargeTotal" target="total" />', []],
    [
      '<camunda:in source="total" target="limit" /><camunda:out sourceExpression="${limit}" target="kept" />',
      [],
    ],
    ['<camunda:in variables="all" /><camunda:out sourceExpression="${total}" target="kept" />', []],
    [
      '<camunda:out source="chargeTotl" target="total" />',
      [[/取回的数据项「total」「chargeTotl」不对：没有名为「chargeTotl」/, 'chargeTotal']],
    ],
    [
      '<camunda:out sourceExpression="${if responsibility = &quot;质量问题&quot; then 1 else 2}" target="total" />',
      [[/没有值为 "质量问题" 的选项/, 'if responsibility = "quality" then 1 else 2']],
    ],
    [
      '<camunda:out sourceExpression="${chargeTotal > &quot;5&quot;}" target="isLarge" />',
      [[/数字和文本不能比较/, 'chargeTotal > 5']],
    ],
    [
      '<camunda:out source="serial" target="total" />',
      [[/类型不同：本流程的表单里是数字，取回的是文本/, undefined]],
    ],
  ] as [string, [RegExp, string | undefined][]][])('%s', async (mappings, expected) => {
    const found = await told(mappings);
    expect(found).toEqual(expected.map(([message, to]) => [expect.stringMatching(message), to]));
  });

  it.each([
    ['acceptedOn', 'kept &lt; "2026-03-01"', /日期和文本不能比较/, 'kept < date("2026-03-01")'],
    ['if urgent then chargeTotal else 0', 'kept > "5"', /数字和文本不能比较/, 'kept > 5'],
    ['responsibility', 'kept = "质量问题"', /没有值为 "质量问题" 的选项/, 'kept = "quality"'],
    ['rows', 'count(kept[amuont > 1]) > 0', /amuont/, null],
  ])('what %s brings home is known: %s', async (result, condition, message, mend) => {
    const task = `<bpmn:userTask id="next" name="后续" camunda:formKey="own" camunda:candidateGroups="group" />`;
    const xml = own
      .replace(
        '<bpmn:extensionElements></bpmn:extensionElements>',
        `<bpmn:extensionElements><camunda:out sourceExpression="${result}" target="kept" /></bpmn:extensionElements>`,
      )
      .replace(
        flow('only', 'end'),
        `${exclusive('gate', 'end')}${task}${flow('only', 'gate')}${flow('gate', 'end')}${flow('gate', 'next', condition)}${flow('next', 'end')}`,
      );
    const fieldsOfForm = (key: string) => (key === 'own' ? knownFields(ownForm) : fields);
    const there = await fieldsOfProcess(called, { fieldsOf: fieldsOfForm });
    const { problems, warnings } = await checkDefinition(xml, {
      ...known,
      formKeys: new Set(['own', 'form']),
      fieldsOf: fieldsOfForm,
      fieldsOfCalled: (key) => (key === 'other' ? there : null),
    });
    const found = [...problems, ...warnings].filter((one) => one.elementId === 'gate_next');
    expect(found.map((one) => [one.message, one.proposal?.to ?? null])).toEqual([
      [expect.stringMatching(message), mend],
    ]);
  });
});
