import { describe, expect, it } from 'vitest';
import type { StepResult } from '../../src/bpmn/types.js';
import {
  boundary,
  end,
  exclusive,
  flow,
  processXml,
  start,
  Ticket,
  task,
  testNow,
  timer,
} from './support/diagrams.js';
import { playMoves } from './support/playMoves.js';

const fork = '<bpmn:parallelGateway id="fork" />';
const join = '<bpmn:parallelGateway id="join" />';
const chain = (...ids: string[]) =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index] as string, id))
    .join('');

function moveTo(ticket: Ticket, from: string | null, to: string, now = testNow): StepResult {
  const executionId = ticket.last.tasks.find(({ elementId }) => elementId === from)?.executionId ?? null;
  return ticket.send({ type: 'move', executionId, to, variables: {} }, now);
}

/** start -> before -> fork -> (a -> a2 | b) -> join -> after -> end */
const parallel = processXml(
  [
    start,
    end,
    fork,
    join,
    ...['before', 'a', 'a2', 'b', 'after'].map((id) => task(id)),
    chain('start', 'before', 'fork', 'a', 'a2', 'join', 'after', 'end'),
    chain('fork', 'b', 'join'),
  ].join(''),
);

describe('going back in a branch', () => {
  it('leaves the branch beside it alone', async () => {
    const ticket = await Ticket.start(parallel);
    ticket.complete('before');
    ticket.complete('a');
    moveTo(ticket, 'a2', 'a');
    expect(ticket.open).toEqual(['a', 'b']);
    ticket.complete('a');
    ticket.complete('b');
    ticket.complete('a2');
    expect(ticket.open).toEqual(['after']);
  });

  it('keeps what the branch beside it has brought to the join', async () => {
    const ticket = await Ticket.start(parallel);
    ticket.complete('before');
    ticket.complete('a');
    ticket.complete('b');
    moveTo(ticket, 'a2', 'a');
    expect(ticket.open).toEqual(['a']);
    ticket.complete('a');
    ticket.complete('a2');
    expect(ticket.open).toEqual(['after']);
  });

  it('to before the fork cancels all branches, and tokens that waited at the join', async () => {
    const ticket = await Ticket.start(parallel);
    ticket.complete('before');
    ticket.complete('b');
    moveTo(ticket, 'a', 'before');
    expect(ticket.open).toEqual(['before']);
    ticket.complete('before');
    expect(ticket.open).toEqual(['a', 'b']);
    ticket.complete('a');
    ticket.complete('a2');
    expect(ticket.open).toEqual(['b']);
  });

  it('from behind the join into one branch does not run the other again', async () => {
    const ticket = await Ticket.start(parallel);
    for (const id of ['before', 'a', 'a2', 'b']) ticket.complete(id);
    moveTo(ticket, 'after', 'a2');
    expect(ticket.open).toEqual(['a2']);
    ticket.complete('a2');
    expect(ticket.open).toEqual(['after']);
    expect(ticket.complete('after').ended).toBe(true);
  });

  it('takes a token back from a join at which it waits', async () => {
    const ticket = await Ticket.start(parallel);
    ticket.complete('before');
    ticket.complete('b');
    moveTo(ticket, null, 'b');
    expect(ticket.open).toEqual(['a', 'b']);
    for (const id of ['a', 'a2', 'b']) ticket.complete(id);
    expect(ticket.open).toEqual(['after']);
  });

  it('does not go to another branch, ahead, or to what is no element', async () => {
    const ticket = await Ticket.start(parallel);
    ticket.complete('before');
    for (const to of ['b', 'after', 'join', 'nowhere'])
      expect(() => moveTo(ticket, 'a', to), to).toThrow('不在当前环节之前');
  });
});

describe('going back around other elements', () => {
  const hourly = timer('timeDuration', 'PT1H');

  it('arms the timers of the step anew and disarms those left', async () => {
    const xml = processXml(
      [
        start,
        end,
        task('first'),
        task('second'),
        task('late'),
        boundary('limit1', 'first', false, hourly),
        boundary('limit2', 'second', true, hourly),
        '<bpmn:endEvent id="lateEnd" />',
        chain('start', 'first', 'second', 'end'),
        chain('limit1', 'late', 'lateEnd'),
        chain('limit2', 'end'),
      ].join(''),
    );
    const ticket = await Ticket.start(xml);
    ticket.complete('first');
    const later = new Date(testNow.getTime() + 30 * 60_000);
    const { timers, tasks } = moveTo(ticket, 'second', 'first', later);
    expect(tasks.map(({ elementId }) => elementId)).toEqual(['first']);
    expect(timers.map(({ elementId, dueAt }) => [elementId, dueAt])).toEqual([
      ['limit1', new Date(later.getTime() + 3_600_000).toISOString()],
    ]);
    expect(ticket.fire('limit1').tasks.map(({ elementId }) => elementId)).toEqual(['first', 'late']);
  });

  it('cancels a whole sub-process, or goes back inside one of its instances', async () => {
    const inner = `<bpmn:startEvent id="s" /><bpmn:endEvent id="e" />${task('x')}${task('y')}${chain('s', 'x', 'y', 'e')}`;
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics isSequential="false"><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';
    const xml = processXml(
      `${start}${end}${task('before')}<bpmn:subProcess id="sub">${loop}${inner}</bpmn:subProcess>${chain('start', 'before', 'sub', 'end')}`,
    );
    const ticket = await Ticket.start(xml);
    ticket.complete('before');
    ticket.complete('x');
    expect(ticket.open).toEqual(['x', 'y']);
    moveTo(ticket, 'y', 'x');
    expect(ticket.open).toEqual(['x', 'x']);
    moveTo(ticket, 'x', 'before');
    expect(ticket.open).toEqual(['before']);
    ticket.complete('before');
    for (let count = 0; count < 2; count += 1) ticket.complete('x');
    for (let count = 0; count < 2; count += 1) ticket.complete('y');
    expect(ticket.last.ended).toBe(true);
  });

  it('cancels all instances of a task', async () => {
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics isSequential="false" camunda:collection="${[1, 2, 3]}" />';
    const xml = processXml(
      `${start}${end}${task('before')}${task('vote', '', loop)}${chain('start', 'before', 'vote', 'end')}`,
    );
    const ticket = await Ticket.start(xml);
    ticket.complete('before');
    ticket.complete('vote');
    moveTo(ticket, 'vote', 'before');
    expect(ticket.open).toEqual(['before']);
    ticket.complete('before');
    expect(ticket.open).toEqual(['vote', 'vote', 'vote']);
  });

  it('goes to the start, and back into a loop', async () => {
    const xml = processXml(
      [
        start,
        end,
        task('one'),
        task('two'),
        exclusive('again', 'end'),
        chain('start', 'one', 'two', 'again'),
        flow('again', 'one', 'repeat = true'),
        flow('again', 'end'),
      ].join(''),
    );
    const ticket = await Ticket.start(xml);
    ticket.complete('one');
    ticket.complete('two', { repeat: true });
    ticket.complete('one');
    moveTo(ticket, 'two', 'one');
    expect(ticket.open).toEqual(['one']);
    moveTo(ticket, 'one', 'start');
    expect(ticket.open).toEqual(['one']);
    ticket.complete('one');
    expect(ticket.complete('two', { repeat: false }).ended).toBe(true);
  });
});

const cases = Number(process.env.ENGINE_FUZZ_CASES ?? 75);
const firstSeed = Number(process.env.ENGINE_FUZZ_SEED ?? 1);

describe('random processes with going back at random', () => {
  it(
    `always wait for something, never twice for the same, and end (${cases} processes from seed ${firstSeed})`,
    async () => {
      const total = { moves: 0, reopenings: 0 };
      for (let seed = firstSeed; seed < firstSeed + cases; seed += 1) {
        const { moves, reopenings } = await playMoves(seed);
        total.moves += moves;
        total.reopenings += reopenings;
      }
      expect(total.moves).toBeGreaterThan(cases / 2);
      expect(total.reopenings).toBeGreaterThan(cases / 20);
      console.log(`${cases} processes: ${total.moves} ways back, ${total.reopenings} instances taken back`);
    },
    60_000 + cases * 2000,
  );
});
