import { BpmnModdle } from 'bpmn-moddle';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { checkDefinition } from '../../src/bpmn/checkDefinition.js';
import type { KnownField } from '../../src/bpmn/names/knownData.js';
import {
  replaceExpression,
  replaceExpressionModule,
} from '../../src/browser/processes/designer/model/replaceExpression.js';
import type { Designer, Moddle, Services, Shape } from '../../src/browser/processes/designer/types.js';
import { known, processXml } from './support/diagrams.js';

const number = (label: string): KnownField => ({
  label,
  type: { kind: 'number' },
  options: [],
  fields: null,
});
const fields = new Map([
  ['chargeTotal', number('合计')],
  ['engineer', number('工程师')],
]);
const form = { ...known, fieldsOf: () => fields, formKeys: new Set(['form']) };

/** Everything that an expression stands in, each with the same misspelt name. */
const parts = `
  <bpmn:startEvent id="start" camunda:formKey="form" />
  <bpmn:userTask id="task" camunda:formKey="form" camunda:assignee="\${enginer}" camunda:priority="\${enginer}"
      camunda:dueDate="enginer" camunda:candidateGroups="clerk">
    <bpmn:multiInstanceLoopCharacteristics>
      <bpmn:loopCardinality>enginer</bpmn:loopCardinality>
      <bpmn:completionCondition>\${enginer}</bpmn:completionCondition>
    </bpmn:multiInstanceLoopCharacteristics>
  </bpmn:userTask>
  <bpmn:exclusiveGateway id="choice" default="otherwise" />
  <bpmn:callActivity id="call" calledElement="other"><bpmn:extensionElements>
    <camunda:in source="enginer" target="a" /><camunda:in sourceExpression="\${enginer}" target="b" />
  </bpmn:extensionElements></bpmn:callActivity>
  <bpmn:serviceTask id="service" camunda:type="external" camunda:topic="topic"><bpmn:extensionElements>
    <camunda:inputOutput><camunda:inputParameter name="text">\${enginer}</camunda:inputParameter></camunda:inputOutput>
  </bpmn:extensionElements></bpmn:serviceTask>
  <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition>
    <bpmn:timeDate>\${enginer}</bpmn:timeDate>
  </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
  <bpmn:endEvent id="end" />
  <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="task" />
  <bpmn:sequenceFlow id="b" sourceRef="task" targetRef="choice" />
  <bpmn:sequenceFlow id="dear" sourceRef="choice" targetRef="call">
    <bpmn:conditionExpression>chargeTotl &gt; 1000</bpmn:conditionExpression>
  </bpmn:sequenceFlow>
  <bpmn:sequenceFlow id="otherwise" sourceRef="choice" targetRef="service" />
  <bpmn:sequenceFlow id="c" sourceRef="call" targetRef="end" />
  <bpmn:sequenceFlow id="d" sourceRef="service" targetRef="wait" />
  <bpmn:sequenceFlow id="e" sourceRef="wait" targetRef="end" />`;

/**
 * The editor as far as mends reach: the real model, and changes that are kept so that they can be taken back.
 */
async function edit(xml: string) {
  const moddle = new BpmnModdle({ camunda }) as unknown as Services['moddle'];
  const { rootElement, elementsById } = (await moddle.fromXML(xml)) as unknown as {
    rootElement: Moddle;
    elementsById: Record<string, Moddle>;
  };
  const steps: (() => void)[][] = [];
  const modeling = {
    updateModdleProperties(_shape: Shape, element: Moddle, properties: Record<string, unknown>) {
      for (const [name, value] of Object.entries(properties)) {
        const before = element.get(name);
        steps.at(-1)?.push(() => element.set(name, before));
        element.set(name, value);
      }
    },
  };
  const handlers = new Map<string, { preExecute(context: object): void }>();
  const commandStack = {
    registerHandler: (name: string, Handler: new (one: typeof modeling) => never) =>
      handlers.set(name, new Handler(modeling)),
    execute(name: string, context: object) {
      steps.push([]);
      handlers.get(name)?.preExecute(context);
    },
    undo: () => steps.pop()?.forEach((takeBack) => void takeBack()),
  };
  const [, Register] = replaceExpressionModule.replaceExpressionCommand as [
    string,
    new (stack: unknown) => unknown,
  ];
  new Register(commandStack);
  const designer = { get: () => commandStack } as unknown as Designer;
  return {
    designer,
    commandStack,
    shape: (id: string) => ({ id, businessObject: elementsById[id] }) as unknown as Shape,
    xml: async () => (await moddle.toXML(rootElement)).xml,
  };
}

async function proposals(xml: string) {
  const { problems, warnings } = await checkDefinition(xml, form);
  return [...problems, ...warnings].flatMap(({ elementId, proposal }) =>
    proposal ? [{ elementId: String(elementId), ...proposal }] : [],
  );
}

test('one click applies what the check proposes, wherever the expression stands, and can be undone', async () => {
  const drawn = processXml(parts);
  const found = await proposals(drawn);
  expect(new Set(found.map(({ elementId }) => elementId))).toEqual(
    new Set(['task', 'call', 'service', 'wait', 'dear']),
  );
  const editor = await edit(drawn);
  const before = await editor.xml();
  const clicks = found.flatMap(({ elementId, from, to }) => {
    const mend = { kind: 'replaceExpression', label: `改为 ${to}`, from, to };
    const act = replaceExpression(editor.designer, mend, editor.shape(elementId));
    act?.();
    return act ? [act] : [];
  });
  const after = await editor.xml();
  expect(await proposals(after)).toEqual([]);
  expect(after).not.toContain('chargeTotl');
  expect(after).toContain('camunda:dueDate="enginer"');
  expect(after.replace(/\bengineer\b/g, 'enginer').replace('chargeTotal', 'chargeTotl')).toBe(before);
  for (const _ of clicks) editor.commandStack.undo();
  expect(await editor.xml()).toBe(before);
});

test('an expression in several places of an element is replaced in one step', async () => {
  const editor = await edit(processXml(parts));
  const before = await editor.xml();
  const mend = { kind: 'replaceExpression', label: '', from: 'enginer', to: 'engineer' };
  replaceExpression(editor.designer, mend, editor.shape('task'))?.();
  expect((await editor.xml()).match(/\bengineer\b/g)).toHaveLength(4);
  editor.commandStack.undo();
  expect(await editor.xml()).toBe(before);
});

test('nothing is offered once the text has changed', async () => {
  const editor = await edit(processXml(parts));
  const mend = { kind: 'replaceExpression', label: '', from: 'chargeTotl > 10', to: 'chargeTotal > 10' };
  expect(replaceExpression(editor.designer, mend, editor.shape('dear'))).toBeNull();
});
