import type { Activity, Process } from '../bpmnElements.js';
import { holderOf, signal } from '../execution.js';
import type { Run } from '../Run.js';
import type { RunContext } from '../RunContext.js';
import type { Wait } from '../waits.js';

type Condition = Extract<Wait, { kind: 'condition' }>;

/**
 * Conditional events (BPMN 2.0, 10.5.5): with the data as the command left them, each whose condition has become true goes off, in
 * the order in which they began to wait. What does not interrupt goes off once until the condition has been false.
 * @throws {EngineError} when a condition can't be worked out
 */
export function fireConditions(process: Process, run: Run): void {
  for (let met = nextMet(process, run); met; met = nextMet(process, run)) {
    run.note('condition.met', met.wait.elementId, met.wait.executionId);
    signal(met.holder, met.wait);
    run.settle();
  }
}

function nextMet(process: Process, run: Run): { wait: Condition; holder: Activity } | null {
  for (const wait of run.waits.values()) {
    const holder = wait.kind === 'condition' ? holderOf(process, wait) : null;
    if (wait.kind !== 'condition' || !holder) continue;
    const before = wait.isMet;
    wait.isMet = run.guard(() => isMet(run, holder, wait.elementId));
    if (wait.isMet && !before) return { wait, holder };
  }
  return null;
}

function isMet(run: Run, holder: Activity, elementId: string): boolean {
  const context = holder.context as RunContext;
  const wait = context.model.activity(elementId)?.wait;
  return (
    wait?.kind === 'condition' && run.isMet(wait.condition, run.scopeOf(context.loopScopes()), elementId)
  );
}
