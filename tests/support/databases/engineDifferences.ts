import { isDeepStrictEqual } from 'node:util';
import { step } from '../../../src/bpmn/step.js';
import type { StepResult } from '../../../src/bpmn/types.js';
import { type EngineTicket, stepOnEngine } from '../../bpmn/support/stepOnEngine.js';
import { type Opened, recordedSteps } from './recordedSteps.js';

/**
 * Runs the recorded commands of all tickets by `step` and on bpmn-engine's own Engine with our element types.
 * @returns how many commands, and after which of them the two differ
 */
export async function engineDifferences(runtime: Opened): Promise<{ steps: number; differing: string[] }> {
  const { timeZone } = runtime.settings;
  const differing: string[] = [];
  let ours: StepResult | null = null;
  let theirs: EngineTicket | null = null;
  const steps = await recordedSteps(runtime);
  for (const { ticketId, seq, definition, command, at } of steps) {
    if (command.type === 'start') [ours, theirs] = [null, null];
    ours = step(definition, ours?.state ?? null, command, at, timeZone);
    const next = await stepOnEngine(definition, theirs, command, at, timeZone);
    theirs = next;
    if (!isDeepStrictEqual(next.result, ours)) differing.push(`ticket ${ticketId}, event ${seq}`);
  }
  return { steps: steps.length, differing };
}
