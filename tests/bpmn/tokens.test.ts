import { describe, expect, it } from 'vitest';
import { movableElements, step } from '../../src/bpmn/step.js';
import type { StepResult } from '../../src/bpmn/types.js';
import {
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
const inclusive = (id: string) => `<bpmn:inclusiveGateway id="${id}" />`;
const hour = timer('timeDuration', 'PT1H');
const chain = (...ids: string[]) => ids.slice(1).map((id, index) => flow(ids[index] as string, id));
const completeNth = (ticket: Ticket, elementId: string, index: number): StepResult => {
  const { executionId } = ticket.last.tasks.filter((one) => one.elementId === elementId)[index]!;
  return ticket.send({ type: 'completeTask', executionId, variables: {} });
};

/** first -> fork -> (a | b) -> twice -> after -> end: two tokens come to `twice`, at which more may hang. */
const twoTokens = (more: string[]) =>
  processXml(
    [
      start,
      end,
      parallel('fork'),
      ...['first', 'a', 'b', 'twice', 'after'].map((id) => task(id)),
      ...chain('start', 'first', 'fork', 'a', 'twice', 'after', 'end'),
      ...chain('fork', 'b', 'twice'),
      ...more,
    ].join(''),
  );
const plain = twoTokens([]);
const timed = twoTokens([
  boundary('limit', 'twice', false, hour),
  task('late'),
  '<bpmn:endEvent id="reminded" />',
  ...chain('limit', 'late', 'reminded'),
]);

describe('uncontrolled flow: each token makes an activity of its own (BPMN 2.0, 13.3.1)', () => {
  it('two tokens make two tasks, each with its own timer', async () => {
    const ticket = await Ticket.start(timed);
    for (const id of ['first', 'a', 'b']) ticket.complete(id);
    expect(ticket.open).toEqual(['twice', 'twice']);
    expect(ticket.last.timers.map(({ elementId, attachedTo }) => [elementId, attachedTo])).toEqual([
      ['limit', 'twice'],
      ['limit', 'twice'],
    ]);
    const ids = [...ticket.last.tasks, ...ticket.last.timers].map(({ executionId }) => executionId);
    expect(new Set(ids).size).toBe(4);
    completeNth(ticket, 'twice', 1);
    expect(ticket.open).toEqual(['after', 'twice']);
    expect(ticket.last.timers).toHaveLength(1);
    ticket.fire('limit');
    expect(ticket.open).toEqual(['after', 'late', 'twice']);
    ticket.complete('twice');
    expect(ticket.open).toEqual(['after', 'after', 'late']);
    completeNth(ticket, 'after', 1);
    ticket.complete('after');
    expect(ticket.complete('late').ended).toBe(true);
  });

  it('goes back to before the fork with both, and nowhere where one would be lost', async () => {
    const ticket = await Ticket.start(plain);
    for (const id of ['first', 'a', 'b', 'twice']) ticket.complete(id);
    expect(ticket.open).toEqual(['after', 'twice']);
    const { executionId } = ticket.last.tasks.find(({ elementId }) => elementId === 'after')!;
    const move = (to: string) => ticket.send({ type: 'move', executionId, to, variables: {} });
    expect(movableElements(await load(plain), ticket.last.state, executionId)).toEqual([
      'start',
      'fork',
      'first',
      'after',
    ]);
    expect(() => move('twice')).toThrow('另有一份在办');
    move('first');
    expect(ticket.open).toEqual(['first']);
    ticket.complete('first');
    expect(ticket.open).toEqual(['a', 'b']);
  });

  it('a repeating reminder gives one task each time', async () => {
    const xml = processXml(
      [
        start,
        end,
        task('work'),
        boundary('remind', 'work', false, timer('timeCycle', 'R3/PT1H')),
        task('late'),
        '<bpmn:endEvent id="reminded" />',
        ...chain('start', 'work', 'end'),
        ...chain('remind', 'late', 'reminded'),
      ].join(''),
    );
    const ticket = await Ticket.start(xml);
    for (let round = 0; round < 3; round += 1) ticket.fire('remind');
    expect(ticket.open).toEqual(['late', 'late', 'late', 'work']);
  });

  it('an inclusive join that opens twice passes twice', async () => {
    const xml = processXml(
      [
        start,
        end,
        parallel('fork'),
        exclusive('merge'),
        inclusive('join'),
        ...['a', 'b', 'next'].map((id) => task(id)),
        ...chain('start', 'fork', 'a', 'join', 'next', 'end'),
        ...chain('fork', 'merge', 'join'),
        ...chain('fork', 'b', 'merge'),
      ].join(''),
    );
    const ticket = await Ticket.start(xml);
    expect(ticket.open).toEqual(['a', 'b']);
    ticket.complete('a');
    expect(ticket.open).toEqual(['b', 'next']);
    ticket.complete('b');
    expect(ticket.open).toEqual(['next', 'next']);
  });

  it('a sub-process, a race and a loop are under way once for each token', async () => {
    const message = '<bpmn:messageEventDefinition messageRef="reply" />';
    const catching = (id: string, event: string) =>
      `<bpmn:intermediateCatchEvent id="${id}">${event}</bpmn:intermediateCatchEvent>`;
    const sub = `<bpmn:subProcess id="sub"><bpmn:startEvent id="s" /><bpmn:eventBasedGateway id="race" />${catching('answer', message)}${catching('never', hour)}${task('inner', '', '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>')}<bpmn:endEvent id="e" />${[...chain('s', 'race', 'answer', 'inner', 'e'), ...chain('race', 'never', 'e')].join('')}</bpmn:subProcess>`;
    const xml = processXml(
      [
        start,
        end,
        parallel('fork'),
        exclusive('merge'),
        sub,
        boundary('limit', 'sub', true, hour),
        task('late'),
        task('after'),
        ...chain('start', 'fork', 'merge', 'sub', 'after', 'end'),
        '<bpmn:sequenceFlow id="second" sourceRef="fork" targetRef="merge" />',
        ...chain('limit', 'late', 'end'),
      ].join(''),
    );
    const ticket = await Ticket.start(xml);
    const waits = () => ({
      tasks: ticket.open,
      messages: ticket.last.messages.length,
      timers: ticket.last.timers.map(({ elementId }) => elementId).sort(),
    });
    expect(waits()).toEqual({ tasks: [], messages: 2, timers: ['limit', 'limit', 'never', 'never'] });
    const answer = (index: number) =>
      ticket.send({
        type: 'deliverMessage',
        executionId: ticket.last.messages[index]!.executionId,
        variables: {},
      });
    answer(1);
    expect(waits()).toEqual({
      tasks: ['inner', 'inner'],
      messages: 1,
      timers: ['limit', 'limit', 'never'],
    });
    const [limit] = ticket.last.timers.filter(({ elementId }) => elementId === 'limit');
    ticket.send({ type: 'fireTimer', executionId: limit!.executionId, variables: {} });
    expect(waits()).toEqual({ tasks: ['inner', 'inner', 'late'], messages: 0, timers: ['limit'] });
    completeNth(ticket, 'inner', 0);
    ticket.complete('inner');
    expect(waits()).toEqual({ tasks: ['after', 'late'], messages: 0, timers: [] });
    ticket.complete('after');
    expect(ticket.complete('late').ended).toBe(true);
  });

  it('by the rules of before, which recorded steps follow, the second token waits, and gets its task with the new rules', async () => {
    const definition = await load(plain);
    const begun = step(definition, null, { type: 'start', variables: {} }, testNow, ZONE, 1);
    const complete = (result: StepResult, elementId: string, rules?: number) => {
      const { executionId } = result.tasks.find((one) => one.elementId === elementId)!;
      const state = JSON.parse(JSON.stringify(result.state));
      return step(
        definition,
        state,
        { type: 'completeTask', executionId, variables: {} },
        testNow,
        ZONE,
        rules,
      );
    };
    const queued = complete(complete(complete(begun, 'first', 1), 'a', 1), 'b', 1);
    expect(queued.tasks.map(({ elementId }) => elementId)).toEqual(['twice']);
    const seated = complete(queued, 'twice');
    expect(seated.tasks.map(({ elementId }) => elementId)).toEqual(['twice', 'after']);
    expect(complete(queued, 'twice', 1).tasks.map(({ elementId }) => elementId)).toEqual(['after', 'twice']);
  });
});

/** start -> fork -> A, B -> join -> D; a timer on A. */
const aroundJoin = (interrupting: boolean, target: string) =>
  processXml(
    [
      start,
      end,
      parallel('fork'),
      inclusive('join'),
      ...['A', 'B', 'D'].map((id) => task(id)),
      boundary('t', 'A', interrupting, hour),
      ...chain('start', 'fork', 'A', 'join', 'D', 'end'),
      ...chain('fork', 'B', 'join'),
      flow('t', target),
    ].join(''),
  );

describe('an inclusive join and boundary events (BPMN 2.0, 13.4.3)', () => {
  it('waits for an activity whose timer could lead to a branch that has come', async () => {
    const ticket = await Ticket.start(aroundJoin(true, 'B'));
    ticket.complete('B');
    expect(ticket.open).toEqual(['A']);
    ticket.complete('A');
    expect(ticket.open).toEqual(['D']);
    expect(ticket.complete('D').ended).toBe(true);
  });

  it('does not wait for a branch that its timer has left', async () => {
    const ticket = await Ticket.start(aroundJoin(true, 'B'));
    ticket.fire('t');
    expect(ticket.open).toEqual(['B', 'B']);
    ticket.complete('B');
    expect(ticket.open).toEqual(['B', 'D']);
    ticket.complete('D');
    ticket.complete('B');
    expect(ticket.open).toEqual(['D']);
    expect(ticket.complete('D').ended).toBe(true);
  });

  it('with a reminder straight into it comes to its end', async () => {
    const ticket = await Ticket.start(aroundJoin(false, 'join'));
    ticket.fire('t');
    expect(ticket.open).toEqual(['A', 'B']);
    ticket.complete('B');
    expect(ticket.open).toEqual(['A']);
    ticket.complete('A');
    expect(ticket.open).toEqual(['D']);
    expect(ticket.complete('D').ended).toBe(true);
  });
});
