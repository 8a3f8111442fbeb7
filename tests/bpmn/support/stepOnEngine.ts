import { Engine } from 'bpmn-engine';
import { engineOptions } from '../../../src/bpmn/engineOptions.js';
import type { Definition } from '../../../src/bpmn/loadDefinition.js';
import type { Process } from '../../../src/bpmn/runtime/bpmnElements.js';
import { deliver } from '../../../src/bpmn/runtime/execution.js';
import { Run } from '../../../src/bpmn/runtime/Run.js';
import { resultOf } from '../../../src/bpmn/runtime/resultOf.js';
import { runOptions } from '../../../src/bpmn/runtime/StepProcess.js';
import { readState } from '../../../src/bpmn/runtime/state/savedState.js';
import type { Wait } from '../../../src/bpmn/runtime/waits.js';
import type { EngineCommand, EngineState, StepResult } from '../../../src/bpmn/types.js';

/** What is kept of a ticket between two commands: the state that `step` keeps, and that of the Engine around it. */
export interface EngineTicket {
  state: EngineState;
  engine: object;
}

/**
 * What `step` does, done by bpmn-engine's own Engine with our element types, as its documentation has it: execute, or
 * recover and resume; signal; get the state. Takes no moves.
 */
export async function stepOnEngine(
  definition: Definition,
  ticket: EngineTicket | null,
  command: EngineCommand,
  now: Date,
  zone: string,
): Promise<EngineTicket & { result: StepResult }> {
  const saved = ticket ? readState(ticket.state) : null;
  const memory = saved?.memory ?? { next: 0, waits: [], loops: {} };
  const { types, expressions } = definition;
  const run = new Run(command.variables, { now, zone, types }, expressions, memory);
  if (command.type === 'completeTask') run.vote = command.vote ?? null;
  for (const [executionId, elementId] of saved?.active ?? []) run.active.set(executionId, elementId);
  const elementIds = saved?.elementIds ?? new Set<string>();
  const engine = new Engine({
    ...engineOptions,
    ...runOptions({ model: definition.model, run, elementIds }),
    sourceContext: definition.sourceContext,
  } as never);
  const execution = ticket
    ? await engine.recover({ definitions: [ticket.engine] }).resume()
    : await engine.execute();
  const [running] = execution.definitions;
  const process = running?.getProcessById(definition.model.processId) as unknown as Process;
  if ('executionId' in command) deliver(process, run.waits.get(command.executionId ?? '') as Wait, run);
  else run.settle();
  if (run.failure) throw run.failure;
  const state = running?.getState() as object;
  const result = resultOf(process, run) as StepResult;
  return { state: result.state, engine: JSON.parse(JSON.stringify(state)), result };
}
