import { BpmnModdle } from 'bpmn-moddle';
import { expect, test } from 'vitest';
import { problemsOf, processXml, task } from '../support/diagrams.js';

interface Registry {
  getPackage(prefix: string): { types: { name: string; isAbstract?: boolean }[] };
  getType(name: string): { $descriptor: { isGeneric?: boolean; allTypesByName: Record<string, unknown> } };
}

const moddle = new BpmnModdle() as unknown as Registry;
const types = moddle.getPackage('bpmn').types.filter(({ isAbstract }) => isAbstract !== true);
const isA = (name: string, parent: string) =>
  `bpmn:${parent}` in moddle.getType(name).$descriptor.allTypesByName;
const named = types.map(({ name }) => name.replace('bpmn:', ''));
const tag = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

const line = (content: string) =>
  processXml(`<bpmn:startEvent id="start" />${content}<bpmn:endEvent id="end" />
  <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="only" /><bpmn:sequenceFlow id="f2" sourceRef="only" targetRef="end" />`);
const inProcess = named.filter((name) => isA(`bpmn:${name}`, 'FlowElement') && name !== 'SequenceFlow');
const definitions = named.filter((name) => isA(`bpmn:${name}`, 'EventDefinition'));
const events = [
  'startEvent',
  'endEvent',
  'intermediateThrowEvent',
  'intermediateCatchEvent',
  'boundaryEvent',
];
const loops = named.filter((name) => isA(`bpmn:${name}`, 'LoopCharacteristics'));

/** A file for each type that may stand in a process, each event with each trigger, and each loop. */
const files: [string, string][] = [
  ...inProcess.map((name): [string, string] => [name, line(`<bpmn:${tag(name)} id="only" name="环节" />`)]),
  ...events.flatMap((event) =>
    definitions.map((name): [string, string] => [
      `${event} with ${name}`,
      line(
        `${task('host')}<bpmn:${event} id="only" name="事件" ${event === 'boundaryEvent' ? 'attachedToRef="host"' : ''}><bpmn:${tag(name)} /></bpmn:${event}>`,
      ),
    ]),
  ),
  ...loops.map((name): [string, string] => [name, line(task('only', '', `<bpmn:${tag(name)} />`))]),
  ...[
    'isForCompensation="true"',
    'implementation="java"',
    'camunda:asyncBefore="x"',
    'camunda:formRef="x"',
    'camunda:skipExpression="x"',
  ].map((attribute): [string, string] => [attribute, line(task('only', attribute))]),
];

test.each(files)(
  '%s runs, or is refused in Chinese sentences without names of classes',
  async (_what, xml) => {
    for (const problem of await problemsOf(xml)) {
      const message = problem.slice(problem.indexOf(': ') + 2);
      expect(message).toMatch(/^\p{Script=Han}|^「/u);
      expect(message).toMatch(/。$/);
      expect(message.replace(/「[^」]*」|FEEL|BPMN|ISO 8601|（例如[^）]*）/g, '')).not.toMatch(/[A-Za-z]{2}/);
    }
  },
);
