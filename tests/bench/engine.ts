import { Engine } from 'bpmn-engine';
import { BpmnModdle } from 'bpmn-moddle';
import { checkDefinition } from '../../src/bpmn/checkDefinition.js';
import { loadDefinition } from '../../src/bpmn/loadDefinition.js';
import { step } from '../../src/bpmn/step.js';
import type { EngineState } from '../../src/bpmn/types.js';

/** One task completion: load from JSON, step, state to JSON. Medians in milliseconds; `stock` is null where it isn't run. */
export interface BenchRow {
  name: string;
  ours: number;
  p95: number;
  stock: number | string;
  unit: 'ms';
  ratio: number | string;
}

const zone = 'Asia/Shanghai';
const roundCount = 200;
const stockRounds = 30;
const warmUp = 20;
const sizes = [12, 30, 60];
/** The stock engine doubles its time with each block in a row; 20 would take minutes. */
const blockCounts: [count: number, stock: boolean][] = [
  [1, true],
  [10, true],
  [20, false],
];

export async function benchEngine(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const size of sizes) rows.push(await benchProcess(`${size} nodes`, chain(size), true));
  for (const [count, stock] of blockCounts) {
    rows.push(await benchProcess(`${count} XOR blocks`, blocks(count, task), stock));
  }
  rows.push(await benchProcess('20 XOR blocks passed in one step', blocks(20, milestone), false));
  rows.push(await benchProcess('500 instances of a sub-process', instances(), false));
  return rows;
}

async function benchProcess(name: string, xml: string, runStock: boolean): Promise<BenchRow> {
  const ours = await measureOurs(xml);
  const stock = runStock ? await measureStock(xml) : null;
  return {
    name,
    ours: median(ours),
    p95: percentile(ours, 0.95),
    stock: stock ?? 'not run',
    unit: 'ms',
    ratio: stock === null ? '' : stock / median(ours),
  };
}

/** The first completion is measured: from there on, every block lies ahead. */
async function measureOurs(xml: string): Promise<number[]> {
  const any = { has: () => true } as unknown as ReadonlySet<string>;
  const { source, problems } = await checkDefinition(xml, {
    formKeys: any,
    groups: any,
    topics: any,
    processKeys: any,
    taskActions: any,
    rules: any,
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const definition = loadDefinition(source, new Map());
  const now = new Date('2026-11-23T08:00:00.000Z');
  const variables = { choice: 1, count: 500, customer: { name: '客户' } };
  const started = step(definition, null, { type: 'start', variables }, now, zone);
  const { executionId } = started.tasks[0]!;
  const stored = JSON.stringify(started.state);
  return times(roundCount, () => {
    const state = JSON.parse(stored) as EngineState;
    const result = step(definition, state, { type: 'completeTask', executionId, variables }, now, zone);
    JSON.stringify(result.state);
  });
}

/** As the documentation of bpmn-engine has it: recover, resume, signal, getState, stop; the diagram is parsed before. */
async function measureStock(xml: string): Promise<number> {
  const source = xml.replaceAll(
    /(<bpmn:conditionExpression[^>]*>)choice = 1</g,
    '$1${environment.variables.isOne}<',
  );
  const moddleContext = (await new BpmnModdle().fromXML(source)) as never;
  const make = () =>
    new Engine({ name: 'bench', moddleContext, settings: { disableTrackState: true } } as never);
  const engine = make();
  await engine.execute({ variables: { isOne: true } } as never);
  const [task] = engine.execution.getPostponed();
  const stored = JSON.stringify(await engine.getState());
  engine.stop();
  const taken: number[] = [];
  for (let round = 0; round < stockRounds; round += 1) {
    const begin = performance.now();
    const recovered = make().recover(JSON.parse(stored));
    const execution = await recovered.resume();
    execution.signal({ executionId: task!.executionId } as never);
    JSON.stringify(await recovered.getState());
    recovered.stop();
    taken.push(performance.now() - begin);
  }
  return median(taken.slice(2));
}

function times(rounds: number, work: () => void): number[] {
  for (let round = 0; round < warmUp; round += 1) work();
  return Array.from({ length: rounds }, () => {
    const begin = performance.now();
    work();
    return performance.now() - begin;
  });
}

/** Start, user tasks in a row, end: so many nodes. */
function chain(size: number): string {
  const ids = ['start', ...Array.from({ length: size - 2 }, (_, index) => `task${index}`), 'end'];
  const nodes = ids.slice(1, -1).map(task);
  return processXml([...nodes, ...ids.slice(1).map((id, index) => flow(ids[index]!, id))]);
}

/** A task, then so many decisions in a row, each with a node on either way to its merge, then a task. */
function blocks(count: number, between: (id: string) => string): string {
  const parts = [task('task0'), task('task1'), flow('start', 'task0')];
  let last = 'task0';
  for (let index = 0; index < count; index += 1) {
    const [split, merge] = [`split${index}`, `merge${index}`];
    parts.push(
      `<bpmn:exclusiveGateway id="${split}" default="${split}_no" />`,
      `<bpmn:exclusiveGateway id="${merge}" />`,
    );
    for (const way of ['yes', 'no']) {
      parts.push(between(`${split}_${way}_node`));
      parts.push(flow(split, `${split}_${way}_node`, `${split}_${way}`, way === 'yes' ? 'choice = 1' : null));
      parts.push(flow(`${split}_${way}_node`, merge));
    }
    parts.push(flow(last, split));
    last = merge;
  }
  return processXml([...parts, flow(last, 'task1'), flow('task1', 'end')]);
}

/** A sub-process of two tasks, `count` times side by side. */
function instances(): string {
  const loop =
    '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">count</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';
  const inner = ['begin', 'first', 'second', 'done'].map((id, index, ids) =>
    index ? flow(ids[index - 1]!, id) : '',
  );
  return processXml([
    `<bpmn:subProcess id="sub">${loop}<bpmn:startEvent id="begin" />${task('first')}${task('second')}<bpmn:endEvent id="done" />${inner.join('')}</bpmn:subProcess>`,
    flow('start', 'sub'),
    flow('sub', 'end'),
  ]);
}

function milestone(id: string): string {
  return `<bpmn:intermediateThrowEvent id="${id}" />`;
}

function task(id: string): string {
  return `<bpmn:userTask id="${id}" name="${id}" camunda:formKey="form" camunda:candidateGroups="group" />`;
}

function flow(
  source: string,
  target: string,
  id = `${source}_to_${target}`,
  condition: string | null = null,
): string {
  const expression = condition
    ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>`
    : '';
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${expression}</bpmn:sequenceFlow>`;
}

function processXml(parts: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="urn:bench">
<bpmn:process id="bench" name="bench" isExecutable="true">
<bpmn:startEvent id="start" />${parts.join('')}<bpmn:endEvent id="end" />
</bpmn:process></bpmn:definitions>`;
}

function median(values: number[]): number {
  return percentile(values, 0.5);
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
