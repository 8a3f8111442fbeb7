import { describe, expect, it } from 'vitest';
import { movableElements } from '../../../src/bpmn/step.js';
import {
  boundary,
  end,
  exclusive,
  flow,
  load,
  problemsOf,
  processXml,
  start,
  Ticket,
  task,
} from '../support/diagrams.js';

const chain = (...ids: string[]) =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index] as string, id))
    .join('');
const compensation = (more = '') => `<bpmn:compensateEventDefinition ${more} />`;
const throwing = (id: string, more = '') =>
  `<bpmn:intermediateThrowEvent id="${id}">${compensation(more)}</bpmn:intermediateThrowEvent>`;
const only = (id: string) => `activityRef="${id}"`;
/** The event on the border of an activity with the association to what undoes it. */
const undoneBy = (host: string, handler: string) =>
  `${boundary(`${host}_c`, host, false, compensation())}<bpmn:association id="${host}_a" associationDirection="One" sourceRef="${host}_c" targetRef="${handler}" />`;
const handler = (id: string, attributes = '', content = '') =>
  task(id, `isForCompensation="true" ${attributes}`, content);
/** A task and the task that undoes it: a and undo-a. */
const undoable = (id: string, content = '') =>
  task(id, '', content) + undoneBy(id, `undo-${id}`) + handler(`undo-${id}`);
const loop = (more = '') =>
  `<bpmn:multiInstanceLoopCharacteristics ${more} camunda:collection="items" camunda:elementVariable="part" />`;
const sub = (id: string, content: string, more = '') =>
  `<bpmn:subProcess id="${id}" ${more}>${content}</bpmn:subProcess>`;
const inner = (prefix: string, content: string, ...ids: string[]) =>
  `<bpmn:startEvent id="${prefix}s" /><bpmn:endEvent id="${prefix}e" />${content}${chain(`${prefix}s`, ...ids, `${prefix}e`)}`;
const process = (...parts: string[]) => processXml([start, end, ...parts].join(''));

/** a -> b -> throw -> after, where a and b can be undone. */
const inOrder = (more = '', thrown = throwing('throw', more)) =>
  process(
    undoable('a'),
    undoable('b'),
    thrown,
    task('after'),
    chain('start', 'a', 'b', 'throw', 'after', 'end'),
  );

/** Completes whatever is open one by one, the first first; returns the elements in the order in which they were. */
function completeAll(ticket: Ticket): string[] {
  const done: string[] = [];
  while (!ticket.last.ended) {
    const { elementId, executionId } = ticket.last.tasks[0]!;
    done.push(elementId);
    ticket.send({ type: 'completeTask', executionId, variables: {} });
  }
  return done;
}

describe('compensation (BPMN 2.0, 10.7)', () => {
  it('undoes what has been completed, the last first, one after the other, and then goes on', async () => {
    const ticket = await Ticket.start(inOrder());
    expect(completeAll(ticket)).toEqual(['a', 'b', 'undo-b', 'undo-a', 'after']);
  });

  it('undoes one activity alone where it is named', async () => {
    expect(completeAll(await Ticket.start(inOrder(only('a'))))).toEqual(['a', 'b', 'undo-a', 'after']);
  });

  it('goes on at once where it is not to wait', async () => {
    const ticket = await Ticket.start(inOrder('waitForCompletion="false"'));
    ticket.complete('a');
    ticket.complete('b');
    expect(ticket.open).toEqual(['after', 'undo-b']);
    ticket.complete('after');
    expect(ticket.open).toEqual(['undo-b']);
    expect(ticket.complete('undo-b').ended).toBe(false);
    expect(ticket.complete('undo-a').ended).toBe(true);
  });

  it('at an end event holds the end until all is undone', async () => {
    const xml = process(
      undoable('a'),
      `<bpmn:endEvent id="undo">${compensation()}</bpmn:endEvent>`,
      exclusive('x', 'end'),
      chain('start', 'a', 'x', 'end'),
      flow('x', 'undo', 'true'),
    );
    const ticket = await Ticket.start(xml);
    expect(completeAll(ticket)).toEqual(['a', 'undo-a']);
    expect(ticket.last.endEventId).toBe('undo');
  });

  it('undoes each once, and nothing that is not done', async () => {
    const xml = process(
      undoable('a'),
      undoable('beside'),
      '<bpmn:parallelGateway id="fork" /><bpmn:parallelGateway id="join" />',
      throwing('first'),
      throwing('second'),
      task('between'),
      chain('start', 'fork', 'a', 'first', 'between', 'second', 'join', 'end'),
      chain('fork', 'beside', 'join'),
    );
    const ticket = await Ticket.start(xml);
    ticket.complete('a');
    expect(ticket.open).toEqual(['beside', 'undo-a']);
    ticket.complete('undo-a');
    ticket.complete('beside');
    ticket.complete('between');
    expect(ticket.open).toEqual(['undo-beside']);
    expect(ticket.complete('undo-beside').ended).toBe(true);
  });

  it('undoes an activity as often as it was done', async () => {
    const xml = process(
      undoable('a'),
      exclusive('m'),
      exclusive('x', 'throw'),
      throwing('throw'),
      chain('start', 'm', 'a', 'x', 'throw', 'end'),
      flow('x', 'm', 'again'),
    );
    const ticket = await Ticket.start(xml);
    ticket.complete('a', { again: true });
    ticket.complete('a', { again: false });
    expect(completeAll(ticket)).toEqual(['undo-a', 'undo-a']);
  });

  it('undoes each instance of a loop, with what it was about', async () => {
    const xml = process(
      task('a', '', loop()) + undoneBy('a', 'undo') + handler('undo', 'camunda:assignee="${part}"'),
      throwing('throw'),
      chain('start', 'a', 'throw', 'end'),
    );
    const ticket = await Ticket.start(xml, { items: ['泵', '阀', '管'] });
    for (const at of [2, 0, 0])
      ticket.send({ type: 'completeTask', executionId: ticket.last.tasks[at]!.executionId, variables: {} });
    const undone = [];
    while (!ticket.last.ended) {
      undone.push(ticket.last.tasks.map(({ assignee }) => assignee));
      ticket.complete('undo');
    }
    expect(undone).toEqual([['阀'], ['泵'], ['管']]);
  });

  it('is done by a service and by a sub-process as well', async () => {
    const xml = process(
      task('a'),
      undoneBy('a', 'undo'),
      '<bpmn:serviceTask id="undo" isForCompensation="true" camunda:type="external" camunda:topic="topic" />',
      task('b'),
      undoneBy('b', 'redo'),
      sub('redo', inner('r', task('r1') + task('r2'), 'r1', 'r2'), 'isForCompensation="true"'),
      throwing('throw'),
      chain('start', 'a', 'b', 'throw', 'end'),
    );
    const ticket = await Ticket.start(xml);
    for (const id of ['a', 'b', 'r1', 'r2']) ticket.complete(id);
    const [request] = ticket.last.serviceRequests;
    expect(request?.elementId).toBe('undo');
    const { executionId } = request!;
    expect(ticket.send({ type: 'completeService', executionId, variables: {} }).ended).toBe(true);
  });
});

describe('a sub-process', () => {
  const withSub = (content: string, more = '', thrown = throwing('throw')) =>
    process(undoable('a'), content, thrown, more, chain('start', 'a', 'sub', 'throw', 'end'));

  it('is undone by what was done in it, and so are those in it', async () => {
    const nested = sub('nested', inner('n', undoable('n1') + undoable('n2'), 'n1', 'n2'));
    const xml = withSub(
      sub('sub', inner('i', undoable('i1') + nested + undoable('i2'), 'i1', 'nested', 'i2')),
    );
    expect(completeAll(await Ticket.start(xml)).slice(5)).toEqual([
      'undo-i2',
      'undo-n2',
      'undo-n1',
      'undo-i1',
      'undo-a',
    ]);
  });

  it('is undone as a whole by what stands at its border', async () => {
    const xml = withSub(
      sub('sub', inner('i', undoable('i1'), 'i1')),
      undoneBy('sub', 'whole') + handler('whole'),
    );
    expect(completeAll(await Ticket.start(xml))).toEqual(['a', 'i1', 'whole', 'undo-a']);
  });

  it('undoes itself by an event sub-process, which may undo what was done in it', async () => {
    const own = sub(
      'own',
      `<bpmn:startEvent id="os">${compensation()}</bpmn:startEvent>${task('o1')}${throwing('rest')}<bpmn:endEvent id="oe" />${chain('os', 'o1', 'rest', 'oe')}`,
      'triggeredByEvent="true"',
    );
    const xml = withSub(
      sub('sub', inner('i', undoable('i1') + own, 'i1')),
      '',
      throwing('throw', only('sub')),
    );
    expect(completeAll(await Ticket.start(xml))).toEqual(['a', 'i1', 'o1', 'undo-i1']);
  });

  it('in a loop is undone instance by instance, what was done last first', async () => {
    const content = inner(
      'i',
      task('i1') + undoneBy('i1', 'undo') + handler('undo', 'camunda:assignee="${part}"'),
      'i1',
    );
    const ticket = await Ticket.start(withSub(sub('sub', loop('isSequential="true"') + content)), {
      items: ['泵', '阀'],
    });
    const variables = { items: ['泵', '阀'] };
    for (const id of ['a', 'i1', 'i1']) ticket.complete(id, variables);
    expect(ticket.last.tasks.map(({ assignee }) => assignee)).toEqual(['阀']);
    ticket.complete('undo');
    expect(ticket.last.tasks.map(({ assignee }) => assignee)).toEqual(['泵']);
    ticket.complete('undo');
    expect(ticket.open).toEqual(['undo-a']);
  });

  it('that an error ended is not undone: it was never completed', async () => {
    const failing = `<bpmn:startEvent id="is" />${undoable('i1')}<bpmn:endEvent id="ie"><bpmn:errorEventDefinition errorRef="failure" /></bpmn:endEvent>${chain('is', 'i1', 'ie')}`;
    const xml = process(
      undoable('a'),
      sub('sub', failing),
      boundary('failed', 'sub', true, '<bpmn:errorEventDefinition errorRef="failure" />'),
      throwing('throw'),
      chain('start', 'a', 'sub', 'end'),
      chain('failed', 'throw', 'end'),
    );
    expect(completeAll(await Ticket.start(xml))).toEqual(['a', 'i1', 'undo-a']);
  });

  it('can undo what was done in it when an error comes up', async () => {
    const caught = sub(
      'caught',
      `<bpmn:startEvent id="cs"><bpmn:errorEventDefinition errorRef="failure" /></bpmn:startEvent>${throwing('back')}<bpmn:endEvent id="ce" />${chain('cs', 'back', 'ce')}`,
      'triggeredByEvent="true"',
    );
    const failing = `<bpmn:startEvent id="is" />${undoable('i1')}${undoable('i2')}<bpmn:endEvent id="ie"><bpmn:errorEventDefinition errorRef="failure" /></bpmn:endEvent>${chain('is', 'i1', 'i2', 'ie')}${caught}`;
    const xml = process(undoable('a'), sub('sub', failing), chain('start', 'a', 'sub', 'end'));
    expect(completeAll(await Ticket.start(xml))).toEqual(['a', 'i1', 'i2', 'undo-i2', 'undo-i1']);
  });
});

describe('going back', () => {
  it('before what was done forgets it: it is done anew', async () => {
    const ticket = await Ticket.start(inOrder());
    ticket.complete('a');
    const { executionId } = ticket.last.tasks[0]!;
    ticket.send({ type: 'move', executionId, to: 'a', variables: {} });
    expect(completeAll(ticket)).toEqual(['a', 'b', 'undo-b', 'undo-a', 'after']);
  });

  it('is not possible while things are undone', async () => {
    const xml = inOrder();
    const ticket = await Ticket.start(xml);
    ticket.complete('a');
    ticket.complete('b');
    const { executionId } = ticket.last.tasks[0]!;
    expect(movableElements(await load(xml), ticket.last.state, executionId)).toEqual([]);
    const back = { type: 'move', executionId: null, to: 'a', variables: {} } as const;
    expect(() => ticket.send(back)).toThrow('不能退回');
  });
});

describe('what compensation needs', () => {
  it.each([
    [
      'a handler',
      process(task('a'), boundary('c', 'a', false, compensation()), chain('start', 'a', 'end')),
      'c: 补偿边界事件要用关联线连到一个补偿任务，现有 0 个。',
    ],
    [
      'a handler that says so',
      process(task('a'), undoneBy('a', 'h'), task('h'), chain('start', 'a', 'end')),
      'h: 补偿边界事件连到的环节要设为“用于补偿”。',
    ],
    [
      'an event for each handler',
      process(task('a'), handler('h'), chain('start', 'a', 'end')),
      'h: 补偿任务没有用关联线和补偿边界事件相连，永远不会执行。',
    ],
    [
      'no flow to a handler',
      process(undoable('a'), chain('start', 'a', 'end'), flow('a', 'undo-a')),
      'undo-a: 补偿任务不能有流入或流出的连线，它只由补偿启动。',
    ],
    [
      'an activity with a handler',
      process(task('a'), throwing('t', only('a')), chain('start', 'a', 't', 'end')),
      't: 要补偿的「任务a」没有补偿任务。',
    ],
    [
      'an activity of the same scope',
      process(
        sub('s', inner('i', undoable('a'), 'a')),
        throwing('t', only('a')),
        chain('start', 's', 't', 'end'),
      ),
      't: 要补偿的「任务a」不是同一层的任务、调用活动或子流程。',
    ],
    [
      'a sub-process around it',
      process(
        task('a'),
        sub(
          'e',
          `<bpmn:startEvent id="es">${compensation()}</bpmn:startEvent><bpmn:endEvent id="ee" />${flow('es', 'ee')}`,
          'triggeredByEvent="true"',
        ),
        chain('start', 'a', 'end'),
      ),
      'e: 由补偿启动的事件子流程只能放在子流程里。',
    ],
  ])('%s', async (_, xml, problem) => {
    expect(await problemsOf(xml)).toContain(problem);
  });
});
