import { describe, expect, it } from 'vitest';
import { step } from '../../src/bpmn/step.js';
import { processorTimeOf } from '../support/processorTime.js';
import {
  boundary,
  end,
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
import { stepAllAwake } from './support/stepAllAwake.js';

const chain = (...ids: string[]) =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index] as string, id))
    .join('');
const throwing = (id: string) =>
  `<bpmn:intermediateThrowEvent id="${id}"><bpmn:signalEventDefinition signalRef="alarm" /></bpmn:intermediateThrowEvent>`;

/** start -> sub-process (first -> milestones -> second, or what is given) once for each -> after -> end, with a time limit. */
const loops = (until = '', content = milestones) =>
  processXml(
    [
      start,
      `<bpmn:subProcess id="sub"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">count</bpmn:loopCardinality>${until}</bpmn:multiInstanceLoopCharacteristics>${content}</bpmn:subProcess>`,
      boundary('limit', 'sub', true, timer('timeDuration', 'PT1H')),
      ...['late', 'after'].map((id) => task(id)),
      end,
      chain('start', 'sub', 'after', 'end'),
      chain('limit', 'late', 'end'),
    ].join(''),
  );
const milestones = [
  '<bpmn:startEvent id="s" /><bpmn:endEvent id="e" />',
  ...['m1', 'm2', 'm3'].map((id) => `<bpmn:intermediateThrowEvent id="${id}" />`),
  ...['first', 'second'].map((id) => task(id)),
  chain('s', 'm1', 'm2', 'm3', 'first', 'second', 'e'),
].join('');
/** One part of each instance throws a signal for which the other part of all of them waits. */
const signalled = [
  '<bpmn:startEvent id="s" /><bpmn:parallelGateway id="fork" /><bpmn:endEvent id="e" />',
  '<bpmn:intermediateCatchEvent id="caught"><bpmn:signalEventDefinition signalRef="alarm" /></bpmn:intermediateCatchEvent>',
  throwing('thrown'),
  ...['first', 'second'].map((id) => task(id)),
  chain('s', 'fork', 'first', 'thrown', 'e'),
  chain('fork', 'caught', 'second', 'e'),
].join('');
const atLeast = (count: number) =>
  `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">numberOfCompletedInstances &gt;= ${count}</bpmn:completionCondition>`;
const answer = (ticket: Ticket, elementId: string, at: number) => {
  const { executionId } = ticket.last.tasks.filter((one) => one.elementId === elementId)[at]!;
  return ticket.send({ type: 'completeTask', executionId, variables: {} });
};
const names = ({ tasks }: { tasks: { elementId: string }[] }) =>
  tasks.map(({ elementId }) => elementId).sort();

describe('500 instances of a sub-process', () => {
  it('begin at once, are kept in less than 300 KB, and one is completed without bringing the others to life', async () => {
    const ticket = await Ticket.start(loops(), { count: 500 });
    expect(ticket.open).toHaveLength(500);
    expect(JSON.stringify(ticket.last.state).length).toBeLessThan(300_000);
    const times = [250, 251, 252, 253, 254].map((at) => processorTimeOf(() => answer(ticket, 'first', at)));
    // All of them alive took 450 ms and more.
    expect(Math.min(...times)).toBeLessThan(150);
    expect(names(ticket.last).filter((id) => id === 'second')).toHaveLength(5);
  });

  it('are the most that there may be', async () => {
    await expect(Ticket.start(loops(), { count: 501 })).rejects.toThrow('多实例最多 500 个，这里有 501 个。');
  });
});

describe('instances that sleep while others are worked on', () => {
  it('end when the loop has what it wants, in the order in which they began', async () => {
    const ticket = await Ticket.start(loops(atLeast(2)), { count: 4 });
    answer(ticket, 'first', 3);
    answer(ticket, 'first', 1);
    answer(ticket, 'second', 0);
    const { events } = answer(ticket, 'second', 0);
    expect(ticket.open).toEqual(['after']);
    const cancelled = events
      .filter(({ type }) => type === 'activity.cancelled')
      .map(({ elementId }) => elementId);
    expect(cancelled).toEqual(['first', 'first']);
  });

  it('end when the time of their loop is over', async () => {
    const ticket = await Ticket.start(loops(), { count: 3 });
    answer(ticket, 'first', 1);
    ticket.fire('limit');
    expect(ticket.open).toEqual(['late']);
  });

  it('get the signal that another one throws', async () => {
    const ticket = await Ticket.start(loops('', signalled), { count: 3 });
    answer(ticket, 'first', 1);
    expect(ticket.open).toEqual(['first', 'first', 'second', 'second', 'second']);
  });

  it.each([0, 1, 2])('have the state that they have when all are alive (%i)', async (at) => {
    const xml = loops('', signalled);
    const definition = await load(xml);
    const ticket = await Ticket.start(xml, { count: 3 });
    const { executionId } = ticket.last.tasks[at]!;
    const command = { type: 'completeTask', executionId, variables: {} } as const;
    const { state: _, ...awake } = stepAllAwake(definition, ticket.last.state, command, testNow, ZONE);
    expect(step(definition, ticket.last.state, command, testNow, ZONE)).toMatchObject(awake);
  });
});
