import { checkDefinition } from '../../../src/bpmn/checkDefinition.js';
import { type Definition, loadDefinition } from '../../../src/bpmn/loadDefinition.js';
import { step } from '../../../src/bpmn/step.js';
import type { CheckedDefinition, EngineCommand, StepResult, Variables } from '../../../src/bpmn/types.js';
import { definitions } from './bpmnXml.js';

export const known = {
  formKeys: new Set(['form']),
  groups: new Set(['group']),
  topics: new Set(['topic']),
  processKeys: new Set(['other', 'test']),
  taskActions: new Set(['reassign', 'copy']),
  rules: new Set(['R3', 'R9']),
};

export const ZONE = 'Asia/Shanghai';
export const testNow = new Date('2026-11-23T14:22:00.000Z');

/** A process of these elements; `start`, `end` and their flows are up to the caller. */
export function processXml(content: string): string {
  return definitions(`<bpmn:process id="test" name="测试流程" isExecutable="true">${content}</bpmn:process>`);
}

/** start -> the elements -> end, when they are one node named `only`. */
export function around(content: string): string {
  return processXml(`${start}${content}${end}${flow('start', 'only')}${flow('only', 'end')}`);
}

export const start = '<bpmn:startEvent id="start" />';
export const end = '<bpmn:endEvent id="end" />';

export function task(id: string, attributes = '', content = ''): string {
  return `<bpmn:userTask id="${id}" name="任务${id}" camunda:formKey="form" camunda:candidateGroups="group" ${attributes}>${content}</bpmn:userTask>`;
}

export function flow(source: string, target: string, condition?: string): string {
  const expression = condition
    ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>`
    : '';
  return `<bpmn:sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${expression}</bpmn:sequenceFlow>`;
}

export function exclusive(id: string, fallback?: string): string {
  return `<bpmn:exclusiveGateway id="${id}"${fallback ? ` default="${id}_${fallback}"` : ''} />`;
}

export function timer(kind: string, text: string): string {
  return `<bpmn:timerEventDefinition><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${kind}></bpmn:timerEventDefinition>`;
}

export function boundary(id: string, host: string, interrupting: boolean, event: string): string {
  return `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${interrupting}">${event}</bpmn:boundaryEvent>`;
}

/** Chinese messages with the id of their element. */
export async function problemsOf(xml: string): Promise<string[]> {
  const { problems } = await checkDefinition(xml, known);
  return problems.map(({ elementId, message }) => `${elementId ?? ''}: ${message}`);
}

export async function load(xml: string): Promise<Definition> {
  return loadDefinition((await valid(xml)).source, new Map());
}

async function valid(xml: string): Promise<CheckedDefinition> {
  const checked = await checkDefinition(xml, known);
  if (checked.problems.length > 0) throw new Error(JSON.stringify(checked.problems, null, 1));
  return checked;
}

/** A ticket in memory: each step starts from the JSON of the last. */
export class Ticket {
  private constructor(
    private readonly definition: Definition,
    public last: StepResult,
  ) {}

  static async start(xml: string, variables: Variables = {}, startId?: string): Promise<Ticket> {
    const definition = await load(xml);
    const command: EngineCommand = { type: 'start', ...(startId && { startId }), variables };
    return new Ticket(definition, step(definition, null, command, testNow, ZONE));
  }

  send(command: EngineCommand, now = testNow): StepResult {
    this.last = step(this.definition, JSON.parse(JSON.stringify(this.last.state)), command, now, ZONE);
    return this.last;
  }

  complete(elementId: string, variables: Variables = {}): StepResult {
    const waiting = this.last.tasks.find((one) => one.elementId === elementId);
    return this.send({ type: 'completeTask', executionId: waiting?.executionId ?? 'none', variables });
  }

  fire(elementId: string, variables: Variables = {}, now = testNow): StepResult {
    const waiting = this.last.timers.find((one) => one.elementId === elementId);
    return this.send({ type: 'fireTimer', executionId: waiting?.executionId ?? 'none', variables }, now);
  }

  get open(): string[] {
    return this.last.tasks.map((one) => one.elementId).sort();
  }
}
