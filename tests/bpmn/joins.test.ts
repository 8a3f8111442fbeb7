import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/platform/errors.js';
import { end, exclusive, flow, processXml, start, Ticket, task } from './support/diagrams.js';

const parallel = (id: string) => `<bpmn:parallelGateway id="${id}" />`;
const inclusive = (id: string, fallback?: string) =>
  `<bpmn:inclusiveGateway id="${id}"${fallback ? ` default="${id}_${fallback}"` : ''} />`;

describe('an inclusive gateway that joins', () => {
  const choice = processXml(
    `${start}${inclusive('split', 'c')}${task('a')}${task('b')}${task('c')}${inclusive('join')}${task('next')}${end}${flow('start', 'split')}${flow('split', 'a', 'a')}${flow('split', 'b', 'b')}${flow('split', 'c')}${['a', 'b', 'c'].map((id) => flow(id, 'join')).join('')}${flow('join', 'next')}${flow('next', 'end')}`,
  );

  it('waits for the branches that were taken and no others', async () => {
    const ticket = await Ticket.start(choice, { a: true, b: true });
    expect(ticket.open).toEqual(['a', 'b']);
    ticket.complete('a');
    expect(ticket.open).toEqual(['b']);
    ticket.complete('b');
    expect(ticket.open).toEqual(['next']);
    expect(ticket.complete('next').ended).toBe(true);
  });

  it('goes on at once when only one branch was taken', async () => {
    const ticket = await Ticket.start(choice, { a: false, b: false });
    ticket.complete('c');
    expect(ticket.open).toEqual(['next']);
  });

  it('goes on when the branch that it waited for ends elsewhere', async () => {
    const xml = processXml(
      `${start}${parallel('p')}${task('a')}${task('b')}${exclusive('x', 'join')}${inclusive('join')}${task('next')}${end}<bpmn:endEvent id="end2" />${flow('start', 'p')}${flow('p', 'a')}${flow('p', 'b')}${flow('a', 'join')}${flow('b', 'x')}${flow('x', 'end2', 'no')}${flow('x', 'join')}${flow('join', 'next')}${flow('next', 'end')}`,
    );
    const ticket = await Ticket.start(xml);
    ticket.complete('a');
    expect(ticket.open).toEqual(['b']);
    ticket.complete('b', { no: true });
    expect(ticket.open).toEqual(['next']);
  });

  it('does not wait for a token that could come only through itself', async () => {
    const xml = processXml(
      `${start}${inclusive('join')}${task('a')}${exclusive('x', 'end')}${end}${flow('start', 'join')}${flow('join', 'a')}${flow('a', 'x')}${flow('x', 'join', 'again')}${flow('x', 'end')}`,
    );
    const ticket = await Ticket.start(xml);
    ticket.complete('a', { again: true });
    expect(ticket.open).toEqual(['a']);
    expect(ticket.complete('a', { again: false }).ended).toBe(true);
  });

  it('does not wait for a token that may as well come where one is already', async () => {
    const xml = processXml(
      `${start}${parallel('p')}${exclusive('m')}${task('b')}${exclusive('x', 'join')}${inclusive('join')}${task('next')}${end}${flow('start', 'p')}${flow('p', 'm')}${flow('p', 'b')}${flow('b', 'x')}${flow('x', 'm', 'there')}${flow('x', 'join')}${flow('m', 'join')}${flow('join', 'next')}${flow('next', 'end')}`,
    );
    const ticket = await Ticket.start(xml);
    expect(ticket.open).toEqual(['b', 'next']);
  });
});

describe('a parallel gateway that joins', () => {
  it('takes one token of each flow, also of several flows of one gateway', async () => {
    const direct = (flowId: string) => `<bpmn:sequenceFlow id="${flowId}" sourceRef="p" targetRef="join" />`;
    const xml = processXml(
      `${start}${parallel('p')}${task('a')}${parallel('join')}${task('next')}${end}${flow('start', 'p')}${direct('f1')}${direct('f2')}${flow('p', 'a')}${flow('a', 'join')}${flow('join', 'next')}${flow('next', 'end')}`,
    );
    const ticket = await Ticket.start(xml);
    expect(ticket.open).toEqual(['a']);
    ticket.complete('a');
    expect(ticket.open).toEqual(['next']);
    expect(ticket.complete('next').ended).toBe(true);
  });

  /** Two tokens come to the decision one after the other; the stock engine joins at the first. */
  const decided = processXml(
    `${start}${parallel('p')}${task('a')}${task('b')}${exclusive('x', '2')}${parallel('join')}${task('next')}${end}${flow('start', 'p')}${flow('p', 'a')}${flow('p', 'b')}${flow('a', 'x')}${flow('b', 'x')}<bpmn:sequenceFlow id="x_1" sourceRef="x" targetRef="join"><bpmn:conditionExpression>first</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:sequenceFlow id="x_2" sourceRef="x" targetRef="join" />${flow('join', 'next')}${flow('next', 'end')}`,
  );

  it('counts the flows of a decision, not the tokens', async () => {
    const ticket = await Ticket.start(decided);
    ticket.complete('a', { first: true });
    expect(ticket.open).toEqual(['b']);
    ticket.complete('b', { first: false });
    expect(ticket.open).toEqual(['next']);
  });

  it('whose flow no token takes is an error as soon as nothing else waits, and names the join', async () => {
    const ticket = await Ticket.start(decided);
    ticket.complete('a', { first: true });
    const before = ticket.last;
    const error = thrownBy(() => ticket.complete('b', { first: true }));
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ elementId: 'join', reason: expect.stringContaining('流程停住了') });
    expect(ticket.last).toBe(before);
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
