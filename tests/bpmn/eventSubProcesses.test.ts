import { describe, expect, it } from 'vitest';
import { end, exclusive, flow, processXml, start, Ticket, task, testNow, timer } from './support/diagrams.js';

const message = '<bpmn:messageEventDefinition messageRef="reply" />';
const error = '<bpmn:errorEventDefinition errorRef="failure" />';
const handler = (event: string, interrupting: boolean, work = 'handle') =>
  `<bpmn:subProcess id="on-event" triggeredByEvent="true"><bpmn:startEvent id="event" isInterrupting="${interrupting}">${event}</bpmn:startEvent>${task(work)}<bpmn:endEvent id="handled" />${flow('event', work)}${flow(work, 'handled')}</bpmn:subProcess>`;
const twoTasks = (more: string) =>
  processXml(
    `${start}${task('a')}${task('b')}${end}${flow('start', 'a')}${flow('a', 'b')}${flow('b', 'end')}${more}`,
  );
const deliver = (ticket: Ticket) =>
  ticket.send({ type: 'deliverMessage', executionId: ticket.last.messages[0]!.executionId, variables: {} });

describe('an interrupting event sub-process', () => {
  it('cancels everything else in its process and runs instead', async () => {
    const ticket = await Ticket.start(twoTasks(handler(message, true)));
    expect(ticket.last.messages).toMatchObject([{ elementId: 'event', messageName: '客户答复' }]);
    const { events } = deliver(ticket);
    expect(ticket.open).toEqual(['handle']);
    expect(ticket.last.messages).toEqual([]);
    expect(events.map(({ type, elementId }) => `${type} ${elementId}`)).toEqual([
      'activity.cancelled a',
      'activity.entered on-event',
      'activity.entered event',
      'activity.completed event',
      'flow.taken event_handle',
      'activity.entered handle',
    ]);
    expect(ticket.complete('handle').ended).toBe(true);
  });

  it('stops listening when its process ends', async () => {
    const ticket = await Ticket.start(twoTasks(handler(timer('timeDuration', 'PT4H'), true)));
    expect(ticket.last.timers).toMatchObject([{ elementId: 'event', dueAt: '2026-11-23T18:22:00.000Z' }]);
    ticket.complete('a');
    expect(ticket.last.timers).toHaveLength(1);
    expect(ticket.complete('b')).toMatchObject({ ended: true, endEventId: 'end', timers: [] });
  });

  it('catches an error of its scope, which then goes on as if it had ended', async () => {
    const inner = `<bpmn:startEvent id="s" />${task('try')}${exclusive('x', 'fine')}<bpmn:endEvent id="failed">${error}</bpmn:endEvent><bpmn:endEvent id="fine" />${flow('s', 'try')}${flow('try', 'x')}${flow('x', 'failed', 'bad')}${flow('x', 'fine')}${handler(error, true)}`;
    const xml = processXml(
      `${start}<bpmn:subProcess id="sub">${inner}</bpmn:subProcess>${task('after')}${end}${flow('start', 'sub')}${flow('sub', 'after')}${flow('after', 'end')}`,
    );
    const ticket = await Ticket.start(xml);
    ticket.complete('try', { bad: true });
    expect(ticket.open).toEqual(['handle']);
    ticket.complete('handle');
    expect(ticket.open).toEqual(['after']);
    const fine = await Ticket.start(xml);
    fine.complete('try', { bad: false });
    expect(fine.open).toEqual(['after']);
  });
});

describe('an error in one of two branches', () => {
  it.each([
    ['first', ['failed', 'beside']],
    ['second', ['beside', 'failed']],
  ])('cancels the other branch when it comes %s', async (_order, branches) => {
    const ways = branches.map((id) => flow('fork', id)).join('');
    const xml = twoTasks('').replace(
      end,
      `${end}<bpmn:parallelGateway id="fork" /><bpmn:endEvent id="failed">${error}</bpmn:endEvent>${task('beside')}${ways}${flow('beside', 'end')}${handler(error, true)}`,
    );
    const ticket = await Ticket.start(
      xml.replace('targetRef="b"', 'targetRef="fork"').replace(task('b'), '').replace(flow('b', 'end'), ''),
    );
    ticket.complete('a');
    expect(ticket.open).toEqual(['handle']);
    expect(ticket.complete('handle').ended).toBe(true);
  });
});

describe('an event sub-process beside the rest', () => {
  it('runs for each message, several times at once, and its process ends with the last', async () => {
    const ticket = await Ticket.start(twoTasks(handler(message, false)));
    deliver(ticket);
    deliver(ticket);
    expect(ticket.open).toEqual(['a', 'handle', 'handle']);
    expect(new Set(ticket.last.tasks.map((one) => one.executionId)).size).toBe(3);
    ticket.complete('a');
    ticket.complete('b');
    ticket.complete('handle');
    expect(ticket.open).toEqual(['handle']);
    expect(ticket.complete('handle')).toMatchObject({ ended: true, messages: [] });
  });

  it('fires in the interval of its timer, as often as the cycle says', async () => {
    const ticket = await Ticket.start(twoTasks(handler(timer('timeCycle', 'R2/PT1H'), false)));
    const due = ['2026-11-23T15:22:00.000Z', '2026-11-23T16:22:00.000Z'];
    for (const dueAt of due) {
      expect(ticket.last.timers).toMatchObject([{ elementId: 'event', dueAt }]);
      ticket.fire('event', {}, new Date(dueAt));
    }
    expect(ticket.last.timers).toEqual([]);
    expect(ticket.open).toEqual(['a', 'handle', 'handle']);
  });

  it('is cancelled with the ticket', async () => {
    const ticket = await Ticket.start(twoTasks(handler(message, false)));
    deliver(ticket);
    const { events } = ticket.send({ type: 'cancel', variables: {} }, testNow);
    expect(events.map(({ elementId }) => elementId).sort()).toEqual(['a', 'handle', 'on-event', 'test']);
  });
});
