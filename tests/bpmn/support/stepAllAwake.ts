import type { Definition } from '../../../src/bpmn/loadDefinition.js';
import { fireConditions } from '../../../src/bpmn/runtime/events/conditions.js';
import { deliver, resumeProcess } from '../../../src/bpmn/runtime/execution.js';
import { Run } from '../../../src/bpmn/runtime/Run.js';
import { resultOf } from '../../../src/bpmn/runtime/resultOf.js';
import { readState } from '../../../src/bpmn/runtime/state/savedState.js';
import type { Wait } from '../../../src/bpmn/runtime/waits.js';
import type { EngineCommand, EngineState, StepResult } from '../../../src/bpmn/types.js';

/** What `step` does with an answer when it lets no instance of a loop sleep. */
export function stepAllAwake(
  definition: Definition,
  state: EngineState,
  command: EngineCommand & { executionId: string | null },
  now: Date,
  zone: string,
): StepResult {
  const saved = readState(state);
  const { types, expressions, model } = definition;
  const run = new Run(command.variables, { now, zone, types }, expressions, saved.memory);
  const process = resumeProcess(model, saved, run);
  deliver(process, run.waits.get(command.executionId ?? '') as Wait, run);
  if (!run.uncaught) fireConditions(process, run);
  if (run.failure) throw run.failure;
  return resultOf(process, run) as StepResult;
}
