import { expect, test } from 'vitest';
import type { DefinitionElement } from '../../../../src/bpmn/types.js';
import { upcomingSteps } from '../../../../src/modules/tasks/web/presenters/upcoming.js';

const element = (type: string, id: string, rest: Partial<DefinitionElement> = {}): DefinitionElement => ({
  id,
  type: `bpmn:${type}`,
  name: id,
  documentation: null,
  lane: null,
  parentId: null,
  formKey: null,
  properties: {},
  sourceId: null,
  targetId: null,
  attachedTo: null,
  ...rest,
});
const flow = (sourceId: string, targetId: string, name: string | null = null) =>
  element('SequenceFlow', `${sourceId}-${targetId}`, { name, sourceId, targetId });

test('gateways are looked through, with the nearest label of the way', () => {
  const elements = [
    element('UserTask', 'work'),
    element('ExclusiveGateway', 'solved'),
    element('ExclusiveGateway', 'charged'),
    element('UserTask', 'invoice', { lane: '会计员' }),
    element('EndEvent', 'end', { name: null }),
    flow('work', 'solved'),
    flow('solved', 'charged', '已解决'),
    flow('solved', 'work', '未解决'),
    flow('charged', 'invoice', '收费'),
    flow('charged', 'end'),
  ];
  expect(upcomingSteps(elements, ['work'])).toEqual([
    { name: 'invoice', lane: '会计员', branch: '收费' },
    { name: '流程结束', lane: null, branch: '已解决' },
    { name: 'work', lane: null, branch: '未解决' },
  ]);
});

test('a circle of gateways ends', () => {
  const elements = [
    element('UserTask', 'work'),
    element('ExclusiveGateway', 'one'),
    element('ExclusiveGateway', 'two'),
    flow('work', 'one'),
    flow('one', 'two'),
    flow('two', 'one'),
  ];
  expect(upcomingSteps(elements, ['work'])).toEqual([]);
});
