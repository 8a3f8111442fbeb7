import { describe, expect, it } from 'vitest';
import { loopStatusIn } from '../../src/bpmn/step.js';
import type { WaitingTask } from '../../src/bpmn/types.js';
import { boundary, end, flow, processXml, start, Ticket, task, testNow, timer } from './support/diagrams.js';

const chain = (...ids: string[]) =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index] as string, id))
    .join('');

const enough =
  '<bpmn:completionCondition>numberOfApprovals &gt;= 2 or numberOfRejections &gt;= 2</bpmn:completionCondition>';

/** start -> before -> vote by a, b and c -> after -> end */
const voting = (isSequential: boolean, condition = enough) =>
  processXml(
    [
      start,
      end,
      task('before'),
      task(
        'vote',
        '',
        `<bpmn:extensionElements><camunda:properties><camunda:property name="voteField" value="agrees" /></camunda:properties></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics isSequential="${isSequential}" camunda:collection="\${signers}">${condition}</bpmn:multiInstanceLoopCharacteristics>`,
      ),
      task('after'),
      chain('start', 'before', 'vote', 'after', 'end'),
    ].join(''),
  );

const variables = { signers: ['a', 'b', 'c'] };

async function begin(xml: string): Promise<Ticket> {
  const ticket = await Ticket.start(xml, variables);
  ticket.complete('before', variables);
  return ticket;
}

const items = (ticket: Ticket) =>
  ticket.last.tasks.flatMap(({ elementId, loop }) => (elementId === 'vote' ? [loop?.item] : []));

function voteOf(ticket: Ticket, item: string): WaitingTask {
  const found = ticket.last.tasks.find(({ loop }) => loop?.item === item);
  if (!found) throw new Error(`${item} is not asked`);
  return found;
}

function vote(ticket: Ticket, item: string, agrees: boolean): { executionId: string; vote: boolean } {
  const { executionId } = voteOf(ticket, item);
  ticket.send({ type: 'completeTask', executionId, vote: agrees, variables });
  return { executionId, vote: agrees };
}

function reopen(ticket: Ticket, done: { executionId: string; vote: boolean }): void {
  const from = ticket.last.tasks.find(({ elementId }) => elementId === 'after')?.executionId ?? null;
  ticket.send({ type: 'reopen', elementId: 'vote', ...done, from, variables: { signers: ['other'] } });
}

describe('an instance of a parallel loop is taken back', () => {
  it('while the others are still open: it waits again and its vote no longer counts', async () => {
    const ticket = await begin(voting(false));
    const done = vote(ticket, 'a', true);
    const others = ticket.last.tasks.map(({ executionId }) => executionId);
    expect(loopStatusIn(ticket.last.state, done.executionId).status).toBe('running');
    reopen(ticket, done);
    expect(items(ticket).sort()).toEqual(['a', 'b', 'c']);
    expect(ticket.last.tasks.map(({ executionId }) => executionId)).toEqual(expect.arrayContaining(others));
    expect(voteOf(ticket, 'a').executionId).not.toBe(done.executionId);
    vote(ticket, 'b', true);
    expect(items(ticket).sort()).toEqual(['a', 'c']);
    vote(ticket, 'a', true);
    expect(ticket.open).toEqual(['after']);
  });

  it('when the votes were enough: what followed is cancelled, and instances that were cancelled open again', async () => {
    const ticket = await begin(voting(false));
    vote(ticket, 'b', true);
    const done = vote(ticket, 'c', true);
    expect(ticket.open).toEqual(['after']);
    expect(loopStatusIn(ticket.last.state, done.executionId).status).toBe('over');
    reopen(ticket, done);
    expect(items(ticket)).toEqual(['c', 'a']);
    vote(ticket, 'c', false);
    expect(items(ticket)).toEqual(['a']);
    vote(ticket, 'a', false);
    expect(ticket.open).toEqual(['after']);
    expect(ticket.complete('after').ended).toBe(true);
  });

  it('more than once, also after it was taken back before', async () => {
    const ticket = await begin(voting(false, ''));
    const first = vote(ticket, 'a', true);
    reopen(ticket, first);
    expect(() => reopen(ticket, first)).toThrow('已有进展');
    for (const item of ['b', 'c']) vote(ticket, item, true);
    const again = vote(ticket, 'a', false);
    expect(ticket.open).toEqual(['after']);
    reopen(ticket, again);
    expect(items(ticket)).toEqual(['a']);
    vote(ticket, 'a', true);
    expect(ticket.open).toEqual(['after']);
  });

  it('also a vote from before the loop was reopened, while it runs and when it is over', async () => {
    const ticket = await begin(voting(false));
    const first = vote(ticket, 'a', true);
    const second = vote(ticket, 'b', true);
    reopen(ticket, second);
    reopen(ticket, first);
    expect(items(ticket).sort()).toEqual(['a', 'b', 'c']);
    vote(ticket, 'a', true);
    vote(ticket, 'b', true);
    expect(ticket.open).toEqual(['after']);
    reopen(ticket, second);
    expect(items(ticket).sort()).toEqual(['b', 'c']);
    expect(loopStatusIn(ticket.last.state, first.executionId).includes(second.executionId)).toBe(true);
    vote(ticket, 'c', true);
    expect(ticket.open).toEqual(['after']);
  });

  it('not when the loop was started anew', async () => {
    const ticket = await begin(voting(false));
    const done = vote(ticket, 'a', true);
    const { executionId } = voteOf(ticket, 'b');
    ticket.send({ type: 'move', executionId, to: 'before', variables });
    expect(loopStatusIn(ticket.last.state, done.executionId).status).toBe('gone');
    expect(() => reopen(ticket, done)).toThrow('已有进展');
    ticket.complete('before', variables);
    expect(() => reopen(ticket, done)).toThrow('已有进展');
    expect(items(ticket)).toEqual(['a', 'b', 'c']);
  });
});

describe('an instance of a sequential loop is taken back', () => {
  it('while the next one is open, which then waits for it', async () => {
    const ticket = await begin(voting(true));
    const done = vote(ticket, 'a', false);
    const second = voteOf(ticket, 'b').executionId;
    reopen(ticket, done);
    expect(items(ticket)).toEqual(['a']);
    vote(ticket, 'a', true);
    expect(voteOf(ticket, 'b').executionId).not.toBe(second);
    vote(ticket, 'b', true);
    expect(ticket.open).toEqual(['after']);
  });

  it('when it was the last', async () => {
    const ticket = await begin(voting(true));
    const first = vote(ticket, 'a', true);
    const second = vote(ticket, 'b', true);
    expect(ticket.open).toEqual(['after']);
    expect(() => reopen(ticket, first)).toThrow('已有进展');
    reopen(ticket, second);
    expect(items(ticket)).toEqual(['b']);
    vote(ticket, 'b', false);
    vote(ticket, 'c', true);
    expect(ticket.open).toEqual(['after']);
  });
});

it('starts the timer of the loop anew only when the loop was over', async () => {
  const xml = voting(false).replace(
    '<bpmn:userTask id="after"',
    `${boundary('limit', 'vote', false, timer('timeDuration', 'PT1H'))}${task('late')}<bpmn:endEvent id="lateEnd" />${chain('limit', 'late', 'lateEnd')}<bpmn:userTask id="after"`,
  );
  const ticket = await begin(xml);
  const armed = ticket.last.timers.map(({ executionId }) => executionId);
  reopen(ticket, vote(ticket, 'a', true));
  expect(ticket.last.timers.map(({ executionId }) => executionId)).toEqual(armed);
  vote(ticket, 'a', true);
  const done = vote(ticket, 'b', true);
  expect(ticket.last.timers).toEqual([]);
  reopen(ticket, done);
  expect(ticket.last.timers.map(({ dueAt }) => dueAt)).toEqual([
    new Date(testNow.getTime() + 3_600_000).toISOString(),
  ]);
});

it('works within one instance of a sub-process and leaves the others alone', async () => {
  const loop = (content: string) =>
    `<bpmn:multiInstanceLoopCharacteristics isSequential="false" ${content}</bpmn:multiInstanceLoopCharacteristics>`;
  const inner = [
    '<bpmn:startEvent id="s" /><bpmn:endEvent id="e" />',
    task('vote', '', loop('camunda:collection="${signers}">')),
    task('after'),
    chain('s', 'vote', 'after', 'e'),
  ].join('');
  const xml = processXml(
    `${start}${end}<bpmn:subProcess id="sub">${loop('><bpmn:loopCardinality>2</bpmn:loopCardinality>')}${inner}</bpmn:subProcess>${chain('start', 'sub', 'end')}`,
  );
  const ticket = await Ticket.start(xml, { signers: ['a'] });
  vote(ticket, 'a', true);
  const done = vote(ticket, 'a', true);
  expect(ticket.open).toEqual(['after', 'after']);
  const [first, second] = ticket.last.tasks.map(({ executionId }) => executionId) as [string, string];
  expect(() =>
    ticket.send({ type: 'reopen', elementId: 'vote', ...done, from: null, variables: {} }),
  ).toThrow();
  ticket.send({ type: 'reopen', elementId: 'vote', ...done, from: second, variables: {} });
  expect(ticket.open).toEqual(['after', 'vote']);
  expect(ticket.last.tasks.map(({ executionId }) => executionId)).toContain(first);
  vote(ticket, 'a', true);
  ticket.complete('after');
  expect(ticket.complete('after').ended).toBe(true);
});
