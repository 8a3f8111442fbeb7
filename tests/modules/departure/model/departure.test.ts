import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { computedAssignees } from '../../../../src/bpmn/assignees.js';
import { checkDefinition } from '../../../../src/bpmn/checkDefinition.js';
import { loadDefinition } from '../../../../src/bpmn/loadDefinition.js';
import {
  assigneeVariables,
  namesPerson,
  replacePerson,
} from '../../../../src/modules/departure/model/assigneeVariables.js';
import { reachableElements } from '../../../../src/modules/processes/model/reachableElements.js';
import { whyNotSuccessor } from '../../../../src/modules/tickets/model/taskTransfer.js';
import { end, flow, processXml, start } from '../../../bpmn/support/diagrams.js';

const diagram = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../../processes', `${name}.bpmn`), 'utf8');

const any = { has: () => true, [Symbol.iterator]: () => [].values() } as unknown as ReadonlySet<string>;
const known = { formKeys: any, groups: any, topics: any, processKeys: any, taskActions: any, rules: any };

async function variablesOf(xml: string) {
  const { problems, source } = await checkDefinition(xml, known);
  expect(problems).toEqual([]);
  return assigneeVariables(computedAssignees(loadDefinition(source, new Map())));
}

describe('the person whom a diagram assigns', () => {
  test('is the variable of each user task with an assignee', async () => {
    expect(await variablesOf(diagram('remote-service'))).toEqual([
      { elementId: 'remoteGuidance', path: 'engineer', candidateGroups: ['service-engineer'] },
      { elementId: 'feedback', path: 'engineer', candidateGroups: ['service-engineer'] },
    ]);
  });

  test('is each item of the collection in a loop', async () => {
    const paths = (await variablesOf(diagram('organization-design'))).map(({ path }) => path);
    expect(paths).toEqual(['consultations[].person', 'consultations[].person']);
  });

  test('is read as the engine reads the diagram, however it is written', async () => {
    const task = (id: string, attributes: string, content = '') =>
      `<bpmn:userTask id="${id}" name="${id}" camunda:formKey="form" ${attributes}>${content}</bpmn:userTask>`;
    const loop = (collection: string, variable: string) =>
      `<bpmn:multiInstanceLoopCharacteristics camunda:collection="${collection}" camunda:elementVariable="${variable}" />`;
    const inner = [
      '<bpmn:startEvent id="s" /><bpmn:endEvent id="e" />',
      loop('departments', 'item'),
      task('in', `camunda:assignee="\${signer.id}"`, loop('${item.signers}', 'signer')),
      flow('s', 'in') + flow('in', 'e'),
    ];
    const xml = processXml(
      [
        start + end,
        `<!-- ${task('gone', 'camunda:assignee="${old}"').replaceAll('--', '')} -->`,
        task('computed', 'camunda:assignee="${if a then b else c}"'),
        task('after', `camunda:candidateGroups='a, b' camunda:assignee='&#36;{item.head}'`),
        `<bpmn:subProcess id="sub" name="各部门">${inner.join('')}</bpmn:subProcess>`,
        flow('start', 'computed') + flow('computed', 'after') + flow('after', 'sub') + flow('sub', 'end'),
      ].join(''),
    );
    expect(await variablesOf(xml)).toEqual([
      { elementId: 'after', path: 'item.head', candidateGroups: ['a', 'b'] },
      { elementId: 'in', path: 'departments[].signers[].id', candidateGroups: [] },
    ]);
  });

  test('is found and replaced at its path only', () => {
    const variables = { engineer: 7, hours: 7, consultations: [{ person: 7, round: 7 }, { person: 8 }] };
    expect(namesPerson(variables, 'engineer', 7)).toBe(true);
    expect(namesPerson(variables, 'consultations[].person', 9)).toBe(false);
    expect(namesPerson(variables, 'missing.person', 7)).toBe(false);
    expect(replacePerson(variables, 'consultations[].person', 7, 9)).toEqual({
      ...variables,
      consultations: [{ person: 9, round: 7 }, { person: 8 }],
    });
  });
});

describe('a successor', () => {
  const successor = { id: 2, name: '赵磊', groups: ['service-engineer'] };
  const task = { candidateGroups: ['service-engineer'], excludedPersons: [] };
  const [engineer, head] = [{ groups: ['service-engineer'] }, { groups: ['service-manager'] }];

  test('must belong to the groups through which the leaver had the task', () => {
    expect(whyNotSuccessor(successor, task, engineer)).toBeNull();
    expect(whyNotSuccessor({ ...successor, groups: [] }, task, engineer)).toContain('不能办理此任务');
  });

  test('may be anybody where the leaver was named without belonging to the groups', () => {
    expect(whyNotSuccessor(successor, { ...task, candidateGroups: ['hr'] }, head)).toBeNull();
    expect(whyNotSuccessor(successor, { ...task, candidateGroups: [] }, engineer)).toBeNull();
  });

  test('must not have done what the task checks (R9, R18)', () => {
    expect(whyNotSuccessor(successor, { ...task, excludedPersons: [2] }, engineer)).toContain('职责分离');
  });
});

test('elements behind a token are not reachable, but loops and boundary events are', () => {
  const node = (id: string, more: object = {}) => ({
    id,
    type: 'bpmn:UserTask',
    parentId: null,
    sourceId: null,
    targetId: null,
    attachedTo: null,
    ...more,
  });
  const flow = (sourceId: string, targetId: string) =>
    node(`${sourceId}-${targetId}`, { type: 'bpmn:SequenceFlow', sourceId, targetId });
  const elements = [
    ...['first', 'second', 'third', 'late', 'inner'].map((id) =>
      node(id, id === 'inner' ? { parentId: 'third' } : {}),
    ),
    node('timer', { attachedTo: 'second' }),
    node('event', { type: 'bpmn:SubProcess' }),
    node('handle', { parentId: 'event' }),
    flow('first', 'second'),
    flow('second', 'third'),
    flow('third', 'second'),
    flow('timer', 'late'),
  ];
  expect([...reachableElements(elements, ['second'])].filter((id) => !id.includes('-')).sort()).toEqual([
    'event',
    'handle',
    'inner',
    'late',
    'second',
    'third',
    'timer',
  ]);
});
