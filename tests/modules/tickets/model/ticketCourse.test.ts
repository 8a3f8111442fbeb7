import { describe, expect, test } from 'vitest';
import { type FlowElement, returnFlows } from '../../../../src/modules/processes/model/returnFlows.js';
import { completeCalendar, workingSpans } from '../../../../src/modules/settings/model/workingCalendar.js';
import { elementTimes } from '../../../../src/modules/tickets/model/elementTimes.js';
import { visitsOf } from '../../../../src/modules/tickets/model/elementVisits.js';
import { stepsOf } from '../../../../src/modules/tickets/model/ticketSteps.js';

const element = (id: string, more: Partial<FlowElement> = {}): FlowElement => ({
  id,
  type: 'bpmn:UserTask',
  sourceId: null,
  targetId: null,
  attachedTo: null,
  ...more,
});
const flow = (sourceId: string, targetId: string) =>
  element(`${sourceId}-${targetId}`, { type: 'bpmn:SequenceFlow', sourceId, targetId });

describe('a flow leads back', () => {
  const nodes = ['start', 'arrange', 'work', 'choice', 'repair', 'merge', 'end'].map((id) => element(id));
  const timer = element('timer', { attachedTo: 'work' });
  const forward = [
    flow('start', 'arrange'),
    flow('arrange', 'work'),
    flow('work', 'choice'),
    flow('choice', 'repair'),
    flow('choice', 'merge'),
    flow('repair', 'merge'),
    flow('merge', 'end'),
    flow('timer', 'merge'),
  ];

  test('when all ways to it have passed where it leads', () => {
    const back = [flow('choice', 'arrange'), flow('timer', 'work'), flow('merge', 'merge')];
    expect([...returnFlows([...nodes, timer, ...forward, ...back])]).toEqual(back.map(({ id }) => id));
  });

  test('but not when branches meet again, also behind a loop', () => {
    expect([...returnFlows([...nodes, timer, ...forward])]).toEqual([]);
    expect([...returnFlows([...nodes, timer, ...forward, flow('merge', 'arrange')])]).toEqual([
      'merge-arrange',
    ]);
  });
});

test('visits pair arrival and leaving; their times add up by element, in all and in working hours', () => {
  const event = (type: string, at: string, elementId: string, executionId: string) => ({
    type: `activity.${type}`,
    at: `2026-11-${at}:00.000Z`,
    elementId,
    executionId,
  });
  const visits = visitsOf([
    event('entered', '27T08:30', 'work', '1'),
    event('entered', '27T08:30', 'help', '2'),
    event('completed', '27T09:30', 'work', '1'),
    event('cancelled', '28T08:30', 'help', '2'),
    event('entered', '30T01:30', 'work', '3'),
  ]);
  expect(visits.map(({ elementId, leftAt, wasCancelled }) => [elementId, leftAt, wasCancelled])).toEqual([
    ['work', '2026-11-27T09:30:00.000Z', false],
    ['help', '2026-11-28T08:30:00.000Z', true],
    ['work', null, false],
  ]);
  const now = new Date('2026-11-30T02:00:00.000Z');
  const calendar = completeCalendar(undefined, 'Asia/Shanghai');
  const hour = 3_600_000;
  expect(elementTimes(visits, workingSpans(calendar, new Date('2026-11-27T00:00:00Z'), now), now)).toEqual([
    {
      elementId: 'work',
      visits: 2,
      isPresent: true,
      elapsed: 1.5 * hour,
      working: 1.5 * hour,
      longest: hour,
    },
    { elementId: 'help', visits: 1, isPresent: false, elapsed: 24 * hour, working: hour, longest: 24 * hour },
  ]);
});

test('a step is what somebody did with all that followed at once', () => {
  const types = [
    'ticket.started',
    'flow.taken',
    'task.created',
    'task.claimed',
    'mail.sent',
    'timer.due',
    'timer.fired',
  ];
  const steps = stepsOf(types.map((type) => ({ type })));
  expect(steps.map((step) => step.map(({ type }) => type))).toEqual([
    ['ticket.started', 'flow.taken', 'task.created'],
    ['task.claimed'],
    ['mail.sent'],
    ['timer.due', 'timer.fired'],
  ]);
});
