import { describe, expect, it } from 'vitest';
import type { StepResult } from '../../src/bpmn/types.js';
import { boundary, end, flow, processXml, start, Ticket, task } from './support/diagrams.js';

const chain = (...ids: string[]) =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index] as string, id))
    .join('');
const error = (ref: string) => `<bpmn:errorEventDefinition errorRef="${ref}" />`;
const escalation = '<bpmn:escalationEventDefinition escalationRef="concern" />';
const service = '<bpmn:serviceTask id="only" camunda:type="external" camunda:topic="topic" />';
const subProcess = (content: string, more = '') =>
  processXml(
    [
      start,
      end,
      task('after'),
      task('caught'),
      `<bpmn:subProcess id="only"><bpmn:startEvent id="s" />${content}</bpmn:subProcess>`,
      chain('start', 'only', 'after', 'end'),
      chain('border', 'caught', 'end'),
      more,
    ].join(''),
  );

describe('flows out of a task', () => {
  const decided = processXml(
    [
      start,
      end,
      task('only', 'default="only_d"'),
      ...['a', 'b', 'c', 'd'].map((id) => task(id)),
      chain('start', 'only', 'a', 'end'),
      flow('only', 'b', 'x &gt; 1'),
      flow('only', 'c', 'x &gt; 2'),
      flow('only', 'd'),
      ...['b', 'c', 'd'].map((id) => flow(id, 'end')),
    ].join(''),
  );

  it.each([
    [0, ['a', 'd']],
    [2, ['a', 'b']],
    [3, ['a', 'b', 'c']],
  ])('with x = %i are taken without condition, by condition, or by default', async (x, open) => {
    const ticket = await Ticket.start(decided);
    ticket.complete('only', { x });
    expect(ticket.open).toEqual(open);
  });

  it('that all fail are an error', async () => {
    const xml = processXml(
      `${start}${task('only')}${end}${flow('start', 'only')}${flow('only', 'end', 'x')}`,
    );
    const ticket = await Ticket.start(xml);
    expect(() => ticket.complete('only', { x: false })).toThrow('出口条件都不成立');
  });

  it('out of a boundary event are taken all', async () => {
    const xml = processXml(
      [
        start,
        end,
        service,
        boundary('border', 'only', true, error('failure')),
        task('a'),
        task('b'),
        chain('start', 'only', 'end'),
        chain('border', 'a', 'end'),
        chain('border', 'b', 'end'),
      ].join(''),
    );
    const ticket = await Ticket.start(xml);
    fail(ticket, 'FAILED');
    expect(ticket.open).toEqual(['a', 'b']);
  });
});

function fail(ticket: Ticket, code: string): StepResult {
  const [wait] = [...ticket.last.serviceRequests, ...ticket.last.calls];
  return ticket.send({ type: 'throwError', executionId: wait!.executionId, code, variables: {} });
}

describe('an error of a service or a called process', () => {
  const guarded = (host: string) =>
    processXml(
      [
        start,
        end,
        host,
        boundary('other', 'only', true, '<bpmn:errorEventDefinition />'),
        boundary('border', 'only', true, error('failure')),
        task('any'),
        task('just'),
        chain('start', 'only', 'end'),
        chain('other', 'any', 'end'),
        chain('border', 'just', 'end'),
      ].join(''),
    );
  const hosts = [service, '<bpmn:callActivity id="only" calledElement="other" />'];

  it.each(hosts)('goes to the boundary event with its code, else to that for any: %s', async (host) => {
    const known = await Ticket.start(guarded(host));
    const { events } = fail(known, 'FAILED');
    expect(known.open).toEqual(['just']);
    expect(events.map(({ type, elementId }) => `${type} ${elementId}`)).toContain('activity.cancelled only');
    const other = await Ticket.start(guarded(host));
    fail(other, 'OTHER');
    expect(other.open).toEqual(['any']);
    expect(other.complete('any').ended).toBe(true);
  });

  it('ends all instances of a loop, and is caught around it', async () => {
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';
    const inner = `<bpmn:serviceTask id="in" camunda:type="external" camunda:topic="topic">${loop}</bpmn:serviceTask><bpmn:endEvent id="e" />${chain('s', 'in', 'e')}`;
    const ticket = await Ticket.start(subProcess(inner, boundary('border', 'only', true, error('failure'))));
    expect(ticket.last.serviceRequests).toHaveLength(3);
    expect(fail(ticket, 'FAILED').serviceRequests).toEqual([]);
    expect(ticket.open).toEqual(['caught']);
  });

  it('that nobody catches ends the process with it', async () => {
    const xml = processXml(
      `${start}${service}${task('beside')}${end}<bpmn:parallelGateway id="p" />${chain('start', 'p', 'only', 'end')}${chain('p', 'beside', 'end')}`,
    );
    const ticket = await Ticket.start(xml);
    expect(fail(ticket, 'FAILED')).toMatchObject({
      ended: true,
      tasks: [],
      error: { elementId: 'only', code: 'FAILED' },
    });
  });

  it('of another event with the same code is the same error', async () => {
    const xml = subProcess(
      `${task('in')}<bpmn:endEvent id="e">${error('twin')}</bpmn:endEvent>${chain('s', 'in', 'e')}`,
      boundary('border', 'only', true, error('failure')),
    ).replace('<bpmn:process', '<bpmn:error id="twin" name="同一错误" errorCode="FAILED" /><bpmn:process');
    const ticket = await Ticket.start(xml);
    ticket.complete('in');
    expect(ticket.open).toEqual(['caught']);
  });
});

describe('an escalation', () => {
  const raising = `${task('in')}<bpmn:intermediateThrowEvent id="ask">${escalation}</bpmn:intermediateThrowEvent>${task('more')}<bpmn:endEvent id="e" />${chain('s', 'in', 'ask', 'more', 'e')}`;

  it('brings up a task beside, and the sub-process goes on', async () => {
    const ticket = await Ticket.start(subProcess(raising, boundary('border', 'only', false, escalation)));
    ticket.complete('in');
    expect(ticket.open).toEqual(['caught', 'more']);
    ticket.complete('more');
    ticket.complete('after');
    expect(ticket.complete('caught').ended).toBe(true);
  });

  it('takes the place of the sub-process', async () => {
    const ticket = await Ticket.start(subProcess(raising, boundary('border', 'only', true, escalation)));
    ticket.complete('in');
    expect(ticket.open).toEqual(['caught']);
    expect(ticket.complete('caught').ended).toBe(true);
  });

  it('is caught as often as it comes', async () => {
    const twice = raising
      .replace(
        task('more'),
        `${task('more')}<bpmn:intermediateThrowEvent id="again">${escalation}</bpmn:intermediateThrowEvent>`,
      )
      .replace(chain('more', 'e'), chain('more', 'again', 'e'));
    const ticket = await Ticket.start(subProcess(twice, boundary('border', 'only', false, escalation)));
    ticket.complete('in');
    ticket.complete('more');
    expect(ticket.open).toEqual(['after', 'caught', 'caught']);
  });

  it('that nobody catches goes to the caller and changes nothing else', async () => {
    const xml = subProcess(raising)
      .replace(chain('border', 'caught', 'end'), '')
      .replace(task('caught'), '');
    const ticket = await Ticket.start(xml);
    expect(ticket.complete('in').escalations).toEqual([{ elementId: 'ask', code: 'CONCERN', name: '请示' }]);
    expect(ticket.open).toEqual(['more']);
    ticket.complete('more');
    expect(ticket.complete('after')).toMatchObject({ ended: true });
  });
});
