import { describe, expect, it } from 'vitest';
import { triggersOf } from '../../src/bpmn/triggers.js';
import {
  around,
  boundary,
  end,
  flow,
  load,
  problemsOf,
  processXml,
  start,
  Ticket,
  task,
  timer,
} from './support/diagrams.js';

const signal = '<bpmn:signalEventDefinition signalRef="alarm" />';
const message = '<bpmn:messageEventDefinition messageRef="reply" />';
const condition = (feel: string) =>
  `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${feel}</bpmn:condition></bpmn:conditionalEventDefinition>`;
const properties = (values: Record<string, string>, inputs = '') => {
  const list = Object.entries(values).map(
    ([name, value]) => `<camunda:property name="${name}" value="${value}" />`,
  );
  return `<bpmn:extensionElements><camunda:properties>${list.join('')}</camunda:properties>${inputs}</bpmn:extensionElements>`;
};
const input = (name: string, value: string) =>
  `<camunda:inputOutput><camunda:inputParameter name="${name}">${value}</camunda:inputParameter></camunda:inputOutput>`;
const catching = (id: string, event: string, more = '') =>
  `<bpmn:intermediateCatchEvent id="${id}">${more}${event}</bpmn:intermediateCatchEvent>`;
const throwing = (id: string, event: string, more = '') =>
  `<bpmn:intermediateThrowEvent id="${id}">${more}${event}</bpmn:intermediateThrowEvent>`;
const sequence = (...ids: string[]) =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index] as string, id))
    .join('');
const types = (ticket: Ticket) => ticket.last.events.map(({ type, elementId }) => `${type} ${elementId}`);

/** Two branches: one does `a` and then throws, the other waits. */
const throwBeside = (waiting: string, flows: string) =>
  processXml(
    `${start}<bpmn:parallelGateway id="fork" />${task('a')}${throwing('throw', signal, properties({}, input('level', '${3}')))}${end}${waiting}${sequence('start', 'fork', 'a', 'throw', 'end')}${flows}`,
  );

describe('a signal', () => {
  it('leaves the ticket with its data and reaches what waits in the ticket itself', async () => {
    const ticket = await Ticket.start(
      throwBeside(catching('wait', signal) + task('b'), sequence('fork', 'wait', 'b', 'end')),
    );
    expect(ticket.last.signals).toMatchObject([{ elementId: 'wait', signalName: '停机' }]);
    ticket.complete('a');
    expect(ticket.last.thrown).toMatchObject([
      { kind: 'signal', name: '停机', elementId: 'throw', data: { level: 3 }, correlationKey: null },
    ]);
    expect(ticket.last.thrown[0]?.executionId).toBe(
      ticket.last.events.find(({ type }) => type === 'signal.thrown')?.executionId,
    );
    expect(types(ticket)).toContain('signal.caught wait');
    expect(ticket.open).toEqual(['b']);
    expect(ticket.last.signals).toEqual([]);
  });

  it('that comes from another ticket goes on once', async () => {
    const ticket = await Ticket.start(around(catching('only', signal)));
    const [{ executionId } = { executionId: '' }] = ticket.last.signals;
    ticket.send({ type: 'deliverSignal', executionId, variables: {} });
    expect(ticket.last).toMatchObject({ ended: true, thrown: [] });
  });

  it('on a boundary interrupts its task, or comes as often as it is thrown', async () => {
    const handled = task('handle') + sequence('alarmed', 'handle', 'end');
    const on = (interrupting: boolean) =>
      around(task('only') + boundary('alarmed', 'only', interrupting, signal) + handled);
    const deliver = (ticket: Ticket) =>
      ticket.send({
        type: 'deliverSignal',
        executionId: ticket.last.signals[0]?.executionId ?? 'none',
        variables: {},
      });
    const interrupted = await Ticket.start(on(true));
    deliver(interrupted);
    expect(interrupted.open).toEqual(['handle']);
    expect(interrupted.last.signals).toEqual([]);
    const beside = await Ticket.start(on(false));
    for (let time = 0; time < 2; time += 1) {
      deliver(beside);
      expect(beside.open).toEqual(['handle', 'only']);
      beside.complete('handle');
    }
    beside.complete('only');
    expect(beside.last.signals).toEqual([]);
    expect(beside.last.ended).toBe(true);
  });

  it('takes away the sub-process that throws it, when the sub-process has it on its boundary', async () => {
    const inner = `<bpmn:startEvent id="s" />${task('t')}${throwing('throw', signal)}${task('after')}<bpmn:endEvent id="e" />${sequence('s', 't', 'throw', 'after', 'e')}`;
    const xml = around(
      `<bpmn:subProcess id="only">${inner}</bpmn:subProcess>${boundary('alarmed', 'only', true, signal)}${task('handle')}${sequence('alarmed', 'handle', 'end')}`,
    );
    const ticket = await Ticket.start(xml);
    ticket.complete('t');
    expect(ticket.open).toEqual(['handle']);
  });

  it('ends a process and starts an event sub-process beside the rest', async () => {
    const handler = `<bpmn:subProcess id="sub" triggeredByEvent="true"><bpmn:startEvent id="s" isInterrupting="false">${signal}</bpmn:startEvent>${task('handle')}<bpmn:endEvent id="e" />${sequence('s', 'handle', 'e')}</bpmn:subProcess>`;
    const ticket = await Ticket.start(
      processXml(
        `${start}${task('a')}<bpmn:endEvent id="thrown">${signal}</bpmn:endEvent>${sequence('start', 'a', 'thrown')}${handler}`,
      ),
    );
    ticket.complete('a');
    expect(ticket.open).toEqual(['handle']);
    expect(ticket.complete('handle')).toMatchObject({ ended: true, thrown: [] });
  });
});

describe('a message', () => {
  it('waits with the key that the ticket’s data give, and refuses a key that is missing', async () => {
    const keyed = (xml: string) =>
      properties({ correlationKey: 'orderNumber', receives: 'arrivedOn' }, '') + xml;
    const xml = around(
      `<bpmn:intermediateCatchEvent id="only">${keyed(message)}</bpmn:intermediateCatchEvent>`,
    );
    const ticket = await Ticket.start(xml, { orderNumber: 'B-7' });
    expect(ticket.last.messages).toMatchObject([{ messageName: '客户答复', correlationKey: 'B-7' }]);
    await expect(Ticket.start(xml, { orderNumber: null })).rejects.toThrow('不是文字或数字');
  });

  it('is sent by throw events, end events and send tasks with its key', async () => {
    const sent = properties({ correlationKey: 'orderNumber' }, input('arrivedOn', '2026-11-24'));
    const xml = processXml(
      `${start}${throwing('first', message, sent)}<bpmn:sendTask id="second" messageRef="reply">${sent}</bpmn:sendTask><bpmn:endEvent id="end">${sent}${message}</bpmn:endEvent>${sequence('start', 'first', 'second', 'end')}`,
    );
    const { last } = await Ticket.start(xml, { orderNumber: 7 });
    expect(last).toMatchObject({ ended: true, serviceRequests: [] });
    const content = {
      kind: 'message',
      name: '客户答复',
      correlationKey: '7',
      data: { arrivedOn: '2026-11-24' },
    };
    expect(last.thrown).toMatchObject([
      { ...content, elementId: 'first' },
      { ...content, elementId: 'second' },
      { ...content, elementId: 'end' },
    ]);
    expect(new Set(last.thrown.map(({ executionId }) => executionId)).size).toBe(3);
  });

  it('on a boundary that does not interrupt comes again', async () => {
    const ticket = await Ticket.start(
      around(
        task('only') +
          boundary('asked', 'only', false, message) +
          task('answer') +
          sequence('asked', 'answer', 'end'),
      ),
    );
    for (let time = 0; time < 2; time += 1) {
      const [{ executionId } = { executionId: '' }] = ticket.last.messages;
      ticket.send({ type: 'deliverMessage', executionId, variables: {} });
      expect(ticket.open).toEqual(['answer', 'only']);
      ticket.complete('answer');
    }
  });
});

describe('a conditional event', () => {
  it('goes on at once when its condition holds already, else when the data make it true', async () => {
    const xml = around(catching('only', condition('amount &gt; 100')));
    expect((await Ticket.start(xml, { amount: 200 })).last.ended).toBe(true);
    const ticket = await Ticket.start(xml);
    expect(ticket.last.conditions).toMatchObject([{ elementId: 'only', isMet: false }]);
    ticket.send({ type: 'changeData', variables: { amount: 50 } });
    expect(ticket.last.ended).toBe(false);
    ticket.send({ type: 'changeData', variables: { amount: 150 } });
    expect(ticket.last.ended).toBe(true);
    expect(types(ticket)[0]).toBe('condition.met only');
  });

  it('that does not interrupt comes again only after it was false', async () => {
    const ticket = await Ticket.start(
      around(
        task('only') +
          boundary('rise', 'only', false, condition('amount &gt; 100')) +
          task('look') +
          sequence('rise', 'look', 'end'),
      ),
    );
    const looks = (amount: number) => {
      ticket.send({ type: 'changeData', variables: { amount } });
      const found = ticket.open.includes('look');
      if (found) ticket.complete('look', { amount });
      return found;
    };
    expect([150, 160, 90, 170, 180].map(looks)).toEqual([true, false, false, true, false]);
  });

  it('interrupts an activity, and is asked after the answer that changed the data', async () => {
    const ticket = await Ticket.start(
      processXml(
        `${start}<bpmn:parallelGateway id="fork" />${task('a')}${task('b')}${boundary('rise', 'b', true, condition('amount &gt; 100'))}${task('look')}${end}${sequence('start', 'fork', 'a', 'end')}${sequence('fork', 'b', 'end')}${sequence('rise', 'look', 'end')}`,
      ),
    );
    ticket.complete('a', { amount: 500 });
    expect(ticket.open).toEqual(['look']);
  });

  it('starts an event sub-process once until it was false', async () => {
    const handler = `<bpmn:subProcess id="sub" triggeredByEvent="true"><bpmn:startEvent id="s" isInterrupting="false">${condition('amount &gt; 100')}</bpmn:startEvent>${task('handle')}<bpmn:endEvent id="e" />${sequence('s', 'handle', 'e')}</bpmn:subProcess>`;
    const ticket = await Ticket.start(around(task('only') + handler));
    const handles = (amount: number) => {
      ticket.send({ type: 'changeData', variables: { amount } });
      return ticket.open.filter((id) => id === 'handle').length;
    };
    expect([150, 160, 90, 170].map(handles)).toEqual([1, 1, 1, 2]);
  });

  it('stops with a reason when its condition is none', async () => {
    await expect(Ticket.start(around(catching('only', condition('1 + 1'))))).rejects.toThrow(
      '不是“是”或“否”',
    );
  });
});

describe('several start events', () => {
  const xml = processXml(
    `${start}<bpmn:startEvent id="byMail">${message}</bpmn:startEvent><bpmn:startEvent id="byAlarm">${signal}</bpmn:startEvent><bpmn:startEvent id="yearly">${timer('timeCycle', 'R/P1Y')}</bpmn:startEvent>${['start', 'byMail', 'byAlarm', 'yearly'].map((id) => task(`do-${id}`) + sequence(id, `do-${id}`, 'end')).join('')}${end}`,
  );

  it('begin where they are told to, else at the one without a trigger', async () => {
    expect((await Ticket.start(xml)).open).toEqual(['do-start']);
    const ticket = await Ticket.start(xml, {}, 'byAlarm');
    expect(ticket.open).toEqual(['do-byAlarm']);
    expect(ticket.complete('do-byAlarm').ended).toBe(true);
    await expect(Ticket.start(xml, {}, 'nowhere')).rejects.toThrow('没有这个开始事件');
  });

  it('say what triggers them', async () => {
    expect(triggersOf(await load(xml))).toEqual([
      { elementId: 'byMail', kind: 'message', name: '客户答复' },
      { elementId: 'byAlarm', kind: 'signal', name: '停机' },
      { elementId: 'yearly', kind: 'timer', timer: { kind: 'timeCycle', text: 'R/P1Y' } },
    ]);
  });

  it('that are all triggered can’t be started by hand', async () => {
    const only = processXml(
      `<bpmn:startEvent id="byMail">${message}</bpmn:startEvent>${task('a')}${end}${sequence('byMail', 'a', 'end')}`,
    );
    await expect(Ticket.start(only)).rejects.toThrow('不能直接发起');
    expect((await Ticket.start(only, {}, 'byMail')).open).toEqual(['a']);
  });
});

describe('events that are refused', () => {
  it.each([
    [
      'a signal without a name',
      catching('only', '<bpmn:signalEventDefinition />'),
      '没有指定信号，或信号没有名称。',
    ],
    [
      'a condition that is missing',
      catching('only', '<bpmn:conditionalEventDefinition />'),
      '条件事件没有写条件。',
    ],
    ['a condition that is no FEEL', catching('only', condition('a = = 1')), '不是正确的 FEEL 表达式'],
    [
      'a key that is no FEEL',
      catching('only', message, '').replace('"only">', `"only">${properties({ correlationKey: 'a b c (' })}`),
      '消息匹配值',
    ],
    [
      'a send task without message and service',
      '<bpmn:sendTask id="only" />',
      '发送任务没有指定消息，也没有指定服务。',
    ],
    ['a timer that is thrown', throwing('only', timer('timeDuration', 'PT1H')), '这种事件不能以定时触发。'],
    ['a link', throwing('only', '<bpmn:linkEventDefinition name="x" />'), '不支持链接事件，请直接连线。'],
  ])('%s', async (_what, content, reason) => {
    const problems = await problemsOf(around(content));
    expect(problems.join('\n')).toContain(reason);
    expect(problems.join('\n')).not.toMatch(/[A-Z][a-z]+Definition/);
  });

  it('a timer start that counts from nothing, or asks for data', async () => {
    const from = (kind: string, text: string) =>
      problemsOf(
        processXml(
          `${start}<bpmn:startEvent id="later">${timer(kind, text)}</bpmn:startEvent>${task('a')}${end}${sequence('start', 'a', 'end')}${flow('later', 'a')}`,
        ),
      );
    expect(await from('timeDuration', 'PT1H')).toEqual(['later: 启动流程的定时要写时间或周期，不能写时长。']);
    expect(await from('timeDate', '${day}')).toEqual([
      'later: 启动流程的定时只能写固定的时间，不能用表达式。',
    ]);
    expect(await from('timeDate', '2027-01-01T08:00:00+08:00')).toEqual([]);
  });
});
