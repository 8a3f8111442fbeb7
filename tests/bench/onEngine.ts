import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Engine } from 'bpmn-engine';
import { checkDefinition } from '../../src/bpmn/checkDefinition.js';
import { engineOptions } from '../../src/bpmn/engineOptions.js';
import { type Definition, loadDefinition } from '../../src/bpmn/loadDefinition.js';
import type { Process } from '../../src/bpmn/runtime/bpmnElements.js';
import { deliver, findLive } from '../../src/bpmn/runtime/execution.js';
import { Run } from '../../src/bpmn/runtime/Run.js';
import { runOptions } from '../../src/bpmn/runtime/StepProcess.js';
import type { Memory } from '../../src/bpmn/runtime/state/memory.js';
import { elementIdsIn, readState, withoutLibraryFields } from '../../src/bpmn/runtime/state/savedState.js';
import { type Wait, waitsOf } from '../../src/bpmn/runtime/waits.js';
import { step } from '../../src/bpmn/step.js';
import type { EngineState, StepResult } from '../../src/bpmn/types.js';
import { stepOnEngine } from '../bpmn/support/stepOnEngine.js';

/** One completion of the first task by `step` and by bpmn-engine's Engine around the same elements, in CPU time. */
export interface OnEngineRow {
  name: string;
  ours: number;
  onEngine: number;
  unit: 'ms CPU';
  /** Median of the rounds' own ratios. */
  ratio: number;
}

const PROCESSES = ['remote-service', 'onsite-service', 'installation'];
const ROUNDS = 30;
const STEPS_IN_A_ROUND = 20;
const WARM_UP = 100;
const now = new Date('2026-11-23T08:00:00.000Z');
const zone = 'Asia/Shanghai';
const variables = { requestedService: 'remote', engineer: 1, customer: { name: '客户' } };

/** Both in turn, so that whatever else the machine does meets both alike. */
export async function benchOnEngine(): Promise<OnEngineRow[]> {
  const rows: OnEngineRow[] = [];
  for (const name of PROCESSES) {
    const [ours, onEngine] = await completions(name);
    for (let round = 0; round < WARM_UP; round += 1) [ours(), onEngine()];
    const rounds = Array.from({ length: ROUNDS }, (_, round) => {
      if (round % 2 === 0) return [cpuOf(ours), cpuOf(onEngine)] as const;
      const second = cpuOf(onEngine);
      return [cpuOf(ours), second] as const;
    });
    rows.push({
      name,
      ours: median(rounds.map(([one]) => one)),
      onEngine: median(rounds.map(([, other]) => other)),
      unit: 'ms CPU',
      ratio: median(rounds.map(([one, other]) => other / one)),
    });
  }
  return rows;
}

async function completions(name: string): Promise<[() => void, () => void]> {
  const definition = await load(name);
  const start = { type: 'start', variables } as const;
  const ours = step(definition, null, start, now, zone);
  const { engine } = await stepOnEngine(definition, null, start, now, zone);
  const { executionId } = ours.tasks[0] as StepResult['tasks'][number];
  const { memory, active } = readState(ours.state);
  const stored = JSON.stringify(ours.state);
  const storedEngine = JSON.stringify({ engine: withoutLibraryFields(engine), memory, active });
  return [
    () => {
      const state = JSON.parse(stored) as EngineState;
      const command = { type: 'completeTask', executionId, variables } as const;
      JSON.stringify(step(definition, state, command, now, zone));
    },
    () => void JSON.stringify(completeOnEngine(definition, JSON.parse(storedEngine), executionId)),
  ];
}

interface Kept {
  engine: { execution: { processes: object[] } };
  memory: Memory;
  active: [string, string][];
}

/** As `step` does it, with the state of the Engine in place of that of the process: nothing is read or written twice. */
function completeOnEngine(definition: Definition, kept: Kept, executionId: string) {
  const { engine: state, memory, active } = structuredClone(kept);
  const { types, expressions } = definition;
  const run = new Run(variables, { now, zone, types }, expressions, memory);
  for (const [id, elementId] of active) run.active.set(id, elementId);
  const elementIds = elementIdsIn(state.execution.processes[0] as object);
  const engine = new Engine({
    ...engineOptions,
    ...runOptions({ model: definition.model, run, elementIds }),
    sourceContext: definition.sourceContext,
  } as never);
  void engine.recover({ definitions: [state] }).resume();
  const [running] = engine.execution.definitions;
  const process = running?.getProcessById(definition.model.processId) as unknown as Process;
  deliver(process, run.waits.get(executionId) as Wait, run);
  const after = run.memory(findLive(process));
  const kinds = ['task', 'message', 'timer', 'service', 'call'] as const;
  const waits = kinds.map((kind) => waitsOf(after.waits, kind));
  const next = {
    engine: withoutLibraryFields(running?.getState()),
    memory: structuredClone(after),
    active: [...run.active],
  };
  return { ...next, waits, events: run.events };
}

async function load(name: string): Promise<Definition> {
  const any = { has: () => true } as unknown as ReadonlySet<string>;
  const known = { formKeys: any, groups: any, topics: any, processKeys: any, taskActions: any, rules: any };
  const file = join(import.meta.dirname, `../../processes/${name}.bpmn`);
  return loadDefinition((await checkDefinition(await readFile(file, 'utf8'), known)).source, new Map());
}

function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  for (let count = 0; count < STEPS_IN_A_ROUND; count += 1) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / STEPS_IN_A_ROUND;
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[values.length >> 1] ?? 0;
}
