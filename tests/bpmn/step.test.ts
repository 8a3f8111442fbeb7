import { describe, expect, it } from 'vitest';
import { step } from '../../src/bpmn/step.js';
import { EngineError } from '../../src/platform/errors.js';
import {
  around,
  boundary,
  end,
  exclusive,
  flow,
  load,
  processXml,
  start,
  Ticket,
  task,
  testNow,
  timer,
  ZONE,
} from './support/diagrams.js';

const parallel = (id: string) => `<bpmn:parallelGateway id="${id}" />`;
const loop = (attributes: string, content = '') =>
  `<bpmn:multiInstanceLoopCharacteristics ${attributes}>${content}</bpmn:multiInstanceLoopCharacteristics>`;
const decision = processXml(
  `${start}${task('first')}${exclusive('x', 'b')}${task('a')}${task('b')}${end}${flow('start', 'first')}${flow('first', 'x')}${flow('x', 'a', 'amount &gt; 1000')}${flow('x', 'b')}${flow('a', 'end')}${flow('b', 'end')}`,
);
const reminded = (host: string, event: string, interrupting = false) =>
  processXml(
    `${start}${host}${boundary('timer', 'only', interrupting, event)}${task('late')}<bpmn:endEvent id="end2" />${end}${flow('start', 'only')}${flow('only', 'end')}${flow('timer', 'late')}${flow('late', 'end2')}`,
  );

describe('a user task', () => {
  it('is described with its expressions evaluated, and stays so at later steps', async () => {
    const attributes =
      'camunda:assignee="${engineer}" camunda:dueDate="${now + duration(&quot;PT4H&quot;)}" camunda:priority="70"';
    const properties =
      '<bpmn:extensionElements><camunda:properties><camunda:property name="notify" value="mail" /></camunda:properties></bpmn:extensionElements>';
    const xml = processXml(
      `${start}${parallel('p')}${task('only', attributes, properties)}${task('other')}${end}<bpmn:endEvent id="end2" />${flow('start', 'p')}${flow('p', 'only')}${flow('p', 'other')}${flow('only', 'end')}${flow('other', 'end2')}`,
    );
    const ticket = await Ticket.start(xml, { engineer: 7 });
    const described = {
      elementId: 'only',
      name: '任务only',
      formKey: 'form',
      assignee: 7,
      candidateGroups: ['group'],
      dueAt: '2026-11-23T18:22:00.000Z',
      priority: 70,
      properties: { notify: 'mail' },
      loop: null,
    };
    expect(ticket.last.tasks.find((one) => one.elementId === 'only')).toMatchObject(described);
    ticket.complete('other', { engineer: 8 });
    expect(ticket.last.tasks).toMatchObject([described]);
    expect(ticket.complete('only')).toMatchObject({ ended: true, endEventId: 'end', tasks: [] });
  });
});

describe('a process without an end event', () => {
  it('ends when the last way has come to its end', async () => {
    const xml = processXml(
      `${start}${parallel('p')}${task('a')}${task('b')}${flow('start', 'p')}${flow('p', 'a')}${flow('p', 'b')}`,
    );
    const ticket = await Ticket.start(xml);
    expect(ticket.complete('b')).toMatchObject({ ended: false });
    expect(ticket.complete('a')).toMatchObject({ ended: true, endEventId: 'a', tasks: [] });
  });

  it('goes on after a sub-process without one, once all in it is done', async () => {
    const inside = `<bpmn:subProcess id="only"><bpmn:startEvent id="s" />${task('in')}${flow('s', 'in')}</bpmn:subProcess>`;
    const ticket = await Ticket.start(around(inside));
    expect(ticket.complete('in')).toMatchObject({ ended: true, endEventId: 'end' });
  });
});

describe('a gateway without a default', () => {
  const xml = processXml(
    `${start}${exclusive('x')}${task('a')}${task('b')}${end}${flow('start', 'x')}${flow('x', 'a', 'n = 1')}${flow('x', 'b', 'n = 2')}${flow('a', 'end')}${flow('b', 'end')}`,
  );

  it('goes the way whose condition is met', async () => {
    expect((await Ticket.start(xml, { n: 2 })).open).toEqual(['b']);
  });

  it('stops with its name where none is', async () => {
    await expect(Ticket.start(xml, { n: 3 })).rejects.toThrow(/「x」的出口条件都不成立，又没有默认出口/);
  });
});

it('a cycle at a boundary that interrupts goes off once', async () => {
  const ticket = await Ticket.start(reminded(task('only'), timer('timeCycle', 'R3/PT1H'), true));
  ticket.fire('timer');
  expect(ticket.last.timers).toEqual([]);
  expect(ticket.open).toEqual(['late']);
  expect(ticket.complete('late')).toMatchObject({ ended: true });
});

describe('conditions', () => {
  it('choose by the variables of the command', async () => {
    const dear = await Ticket.start(decision);
    dear.complete('first', { amount: 2000 });
    expect(dear.open).toEqual(['a']);
    const cheap = await Ticket.start(decision);
    cheap.complete('first', { amount: 5 });
    expect(cheap.open).toEqual(['b']);
  });

  it.each([
    ['a missing variable', {}, /空值.*没有名为「amount」/],
    ['a null', { amount: null }, /空值|不是“是”或“否”/],
  ])('stop the step at %s, never choosing silently', async (_name, variables, message) => {
    const ticket = await Ticket.start(decision);
    const before = JSON.stringify(ticket.last.state);
    expect(() => ticket.complete('first', variables)).toThrow(message);
    expect(JSON.stringify(ticket.last.state)).toBe(before);
    ticket.complete('first', { amount: 5 });
    expect(ticket.open).toEqual(['b']);
  });

  it('name the flow whose condition is no yes or no', async () => {
    const ticket = await Ticket.start(decision.replace('amount &gt; 1000', 'amount'));
    const error = thrownBy(() => ticket.complete('first', { amount: 3 }));
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ elementId: 'x_a' });
  });
});

describe('commands that fit no wait are refused', () => {
  it('and leave the state as it was', async () => {
    const definition = await load(around(task('only')));
    const begun = step(definition, null, { type: 'start', variables: {} }, testNow, ZONE);
    const state = deepFreeze(structuredClone(begun.state));
    const { executionId } = begun.tasks[0]!;
    const wrong = [
      { type: 'completeTask', executionId: 'nobody', variables: {} },
      { type: 'fireTimer', executionId, variables: {} },
      { type: 'completeService', executionId, variables: {} },
      { type: 'start', variables: {} },
    ] as const;
    for (const command of wrong)
      expect(() => step(definition, state, command, testNow, ZONE)).toThrow(EngineError);
    expect(state).toEqual(begun.state);
    const done = step(definition, state, { type: 'completeTask', executionId, variables: {} }, testNow, ZONE);
    expect(done.ended).toBe(true);
    expect(() =>
      step(definition, done.state, { type: 'completeTask', executionId, variables: {} }, testNow, ZONE),
    ).toThrow(/已经结束/);
  });
});

describe('the same inputs give the same outputs', () => {
  it('ids included, whatever the wall clock says', async () => {
    const xml = reminded(
      task('only', '', loop('camunda:collection="${people}"')),
      timer('timeCycle', 'R3/PT1H'),
    );
    const definition = await load(xml);
    const take = () => {
      const begun = step(
        definition,
        null,
        { type: 'start', variables: { people: ['甲', '乙'] } },
        testNow,
        ZONE,
      );
      const command = {
        type: 'fireTimer',
        executionId: begun.timers[0]!.executionId,
        variables: {},
      } as const;
      return [begun, step(definition, begun.state, command, testNow, ZONE)];
    };
    const [first, second] = [take(), take()];
    expect(second).toEqual(first);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  });
});

describe('timers', () => {
  it('are due from the time of the step, not from the wall clock', async () => {
    const ticket = await Ticket.start(reminded(task('only'), timer('timeDuration', 'P1M')));
    expect(ticket.last.timers).toMatchObject([
      { elementId: 'timer', attachedTo: 'only', dueAt: '2026-12-23T14:22:00.000Z' },
    ]);
  });

  it('never fire by themselves, however overdue', async () => {
    const ticket = await Ticket.start(reminded(task('only'), timer('timeDate', '2001-01-01T00:00:00Z')));
    expect(ticket.open).toEqual(['only']);
    ticket.fire('timer');
    expect(ticket.open).toEqual(['late', 'only']);
    expect(ticket.last.timers).toEqual([]);
  });

  it('interrupt their host', async () => {
    const ticket = await Ticket.start(reminded(task('only'), timer('timeDuration', 'PT1H'), true));
    ticket.fire('timer');
    expect(ticket.open).toEqual(['late']);
    expect(ticket.last.events.map(({ type, elementId }) => `${type} ${elementId}`)).toEqual(
      expect.arrayContaining([
        'timer.fired timer',
        'activity.cancelled only',
        'activity.completed timer',
        'activity.entered late',
      ]),
    );
  });

  it('repeat R3/PT1H three times in equal intervals, each round with an id of its own', async () => {
    const ticket = await Ticket.start(reminded(task('only'), timer('timeCycle', 'R3/PT1H')));
    const due: string[] = [];
    const ids = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const [armed] = ticket.last.timers;
      due.push(armed!.dueAt);
      ids.add(armed!.executionId);
      ticket.fire('timer', {}, new Date(Date.parse(armed!.dueAt) + 90_000));
    }
    expect(due).toEqual(['2026-11-23T15:22:00.000Z', '2026-11-23T16:22:00.000Z', '2026-11-23T17:22:00.000Z']);
    expect(ids.size).toBe(3);
    expect(ticket.last.timers).toEqual([]);
  });

  it('of a cycle that a stopped server missed go on from now', async () => {
    const ticket = await Ticket.start(reminded(task('only'), timer('timeCycle', 'R/PT1H')));
    ticket.fire('timer', {}, new Date('2026-11-24T10:00:00.000Z'));
    expect(ticket.last.timers).toMatchObject([{ dueAt: '2026-11-24T11:00:00.000Z' }]);
  });

  it('take a duration from an expression, and refuse nonsense', async () => {
    const xml = reminded(task('only'), timer('timeDuration', '${limit}'));
    expect((await Ticket.start(xml, { limit: 'PT30M' })).last.timers).toMatchObject([
      { dueAt: '2026-11-23T14:52:00.000Z' },
    ]);
    await expect(Ticket.start(xml, { limit: 'soon' })).rejects.toThrow(/不是有效的时间/);
  });
});

describe('multi-instance activities', () => {
  it('run once for each item, which is fixed at the start', async () => {
    const xml = around(
      task(
        'only',
        'camunda:assignee="${person}"',
        loop('camunda:collection="${people}" camunda:elementVariable="person"'),
      ),
    );
    const ticket = await Ticket.start(xml, { people: ['甲', '乙'] });
    expect(ticket.last.tasks.map(({ assignee, loop: at }) => [assignee, at])).toEqual([
      ['甲', { index: 0, item: '甲' }],
      ['乙', { index: 1, item: '乙' }],
    ]);
    ticket.complete('only', { people: [] });
    expect(ticket.last).toMatchObject({ ended: false, tasks: [{ assignee: '乙' }] });
    expect(ticket.complete('only', { people: ['丙'] }).ended).toBe(true);
  });

  it('call their item `item` where the diagram gives it no name', async () => {
    const xml = around(task('only', 'camunda:assignee="${item}"', loop('camunda:collection="${people}"')));
    const ticket = await Ticket.start(xml, { people: ['甲', '乙'] });
    expect(ticket.last.tasks.map(({ assignee }) => assignee)).toEqual(['甲', '乙']);
  });

  it('hand their item to the activities inside a sub-process', async () => {
    const inner = `<bpmn:startEvent id="s" />${task('in', 'camunda:assignee="${department}"')}<bpmn:endEvent id="e" />${flow('s', 'in')}${flow('in', 'e')}`;
    const sub = `<bpmn:subProcess id="only">${loop('camunda:collection="departments" camunda:elementVariable="department"')}${inner}</bpmn:subProcess>`;
    const ticket = await Ticket.start(around(sub), { departments: ['质量部', '采购部', '仓库'] });
    expect(ticket.last.tasks.map(({ assignee }) => assignee)).toEqual(['质量部', '采购部', '仓库']);
    expect(new Set(ticket.last.tasks.map(({ executionId }) => executionId)).size).toBe(3);
  });

  it('end early by their completion condition and start more than 50 at once', async () => {
    const done =
      '<bpmn:completionCondition>numberOfCompletedInstances / numberOfInstances &gt;= enough</bpmn:completionCondition>';
    const xml = around(
      task('only', '', loop('', `<bpmn:loopCardinality>count</bpmn:loopCardinality>${done}`)),
    );
    const ticket = await Ticket.start(xml, { count: 120 });
    expect(ticket.last.tasks).toHaveLength(120);
    ticket.complete('only', { enough: 0.015 });
    expect(ticket.complete('only', { enough: 0.015 })).toMatchObject({ ended: true, tasks: [] });
  });

  it.each([
    ['no list', { people: 3 }],
    ['nothing', {}],
    ['too many', { people: Array.from({ length: 501 }, () => 1) }],
  ])('refuse %s', async (_name, variables) => {
    const xml = around(task('only', '', loop('camunda:collection="${people}"')));
    await expect(Ticket.start(xml, variables)).rejects.toThrow(EngineError);
  });
});

describe('services, calls and messages wait for their answers', () => {
  it('with their input evaluated', async () => {
    const input =
      '<bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="who">${customer.name}</camunda:inputParameter><camunda:inputParameter name="how">mail</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements>';
    const mapping =
      '<bpmn:extensionElements><camunda:in source="customer" target="client" /><camunda:in sourceExpression="${1 + 1}" target="number" /><camunda:out source="outcome" target="repairOutcome" /></bpmn:extensionElements>';
    const xml = processXml(
      `${start}<bpmn:sendTask id="send" camunda:topic="topic">${input}</bpmn:sendTask><bpmn:callActivity id="call" calledElement="other">${mapping}</bpmn:callActivity><bpmn:receiveTask id="receive" messageRef="reply" />${end}${flow('start', 'send')}${flow('send', 'call')}${flow('call', 'receive')}${flow('receive', 'end')}`,
    );
    const customer = { name: '客户甲' };
    const ticket = await Ticket.start(xml, { customer });
    expect(ticket.last.serviceRequests).toMatchObject([
      { topic: 'topic', input: { who: '客户甲', how: 'mail' } },
    ]);
    ticket.send({
      type: 'completeService',
      executionId: ticket.last.serviceRequests[0]!.executionId,
      variables: { customer },
    });
    expect(ticket.last.calls).toMatchObject([
      {
        calledElement: 'other',
        input: { client: customer, number: 2 },
        output: { repairOutcome: 'outcome' },
      },
    ]);
    ticket.send({ type: 'completeCall', executionId: ticket.last.calls[0]!.executionId, variables: {} });
    expect(ticket.last.messages).toMatchObject([{ elementId: 'receive', messageName: '客户答复' }]);
    ticket.send({ type: 'deliverMessage', executionId: ticket.last.messages[0]!.executionId, variables: {} });
    expect(ticket.last.ended).toBe(true);
  });
});

describe('a ticket', () => {
  it('can be cancelled where it stands', async () => {
    const ticket = await Ticket.start(reminded(task('only'), timer('timeDuration', 'PT1H')));
    const { events, ended, endEventId, tasks, timers } = ticket.send({ type: 'cancel', variables: {} });
    expect({ ended, endEventId, tasks, timers }).toEqual({
      ended: true,
      endEventId: null,
      tasks: [],
      timers: [],
    });
    expect(events.map(({ type, elementId }) => `${type} ${elementId}`)).toEqual([
      'activity.cancelled only',
      'process.ended test',
    ]);
  });

  it('does not grow when its flow goes in circles', async () => {
    const xml = processXml(
      `${start}${exclusive('m')}${task('a')}${exclusive('x', 'end')}${end}${flow('start', 'm')}${flow('m', 'a')}${flow('a', 'x')}${flow('x', 'm', 'again')}${flow('x', 'end')}`,
    );
    const ticket = await Ticket.start(xml);
    ticket.complete('a', { again: true });
    const size = JSON.stringify(ticket.last.state).length;
    for (let round = 0; round < 100; round += 1) ticket.complete('a', { again: true });
    expect(JSON.stringify(ticket.last.state).length).toBeLessThan(size + 40);
    expect(size).toBeLessThan(4096);
  });

  it('that circles without waiting is stopped', async () => {
    const xml = processXml(
      `${start}${exclusive('m')}${exclusive('x', 'end')}${end}${flow('start', 'm')}${flow('m', 'x')}${flow('x', 'm', 'true')}${flow('x', 'end')}`,
    );
    await expect(Ticket.start(xml)).rejects.toThrow('没有等待环节的循环里打转');
  });

  it('never sees changes that another ticket made to the shared definition', async () => {
    const definition = await load(decision);
    const first = step(definition, null, { type: 'start', variables: {} }, testNow, ZONE);
    const command = {
      type: 'completeTask',
      executionId: first.tasks[0]!.executionId,
      variables: { amount: 1 },
    } as const;
    step(definition, first.state, command, testNow, ZONE);
    expect(step(definition, null, { type: 'start', variables: {} }, testNow, ZONE)).toEqual(first);
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return null;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
