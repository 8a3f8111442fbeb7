import { EngineError } from '../../platform/errors.js';
import type { StepResult } from '../types.js';
import type { Process } from './bpmnElements.js';
import { findLive, findWaitingJoins } from './execution.js';
import type { Run } from './Run.js';
import { endedState, writeState } from './state/savedState.js';
import type { SleepingInstances } from './state/sleepingInstances.js';
import { waitsOf } from './waits.js';

/**
 * Where a process stands when all its tokens have come to rest; null when the step would have reached instances that sleep.
 * @throws {EngineError} when it would stand there for ever
 */
export function resultOf(
  process: Process,
  run: Run,
  sleeping: SleepingInstances | null = null,
): StepResult | null {
  const live = run.uncaught ? { activities: new Set<string>(), waits: new Set<string>() } : findLive(process);
  if (sleeping?.areReached(run, live)) return null;
  sleeping?.addTo(live);
  for (const [executionId, elementId] of run.active) {
    if (live.activities.has(executionId)) continue;
    run.active.delete(executionId);
    run.note('activity.cancelled', elementId, executionId);
  }
  const ended = process.execution?.completed === true || run.uncaught !== null;
  if (ended) run.note('process.ended', process.id, process.executionId);
  const memory = run.memory(live);
  if (!ended && memory.waits.length === 0 && run.rules > 1) throw standstill(process.execution);
  return {
    state: ended ? endedState() : writeState(process, memory, run.active, sleeping),
    tasks: waitsOf(memory.waits, 'task'),
    messages: waitsOf(memory.waits, 'message'),
    signals: waitsOf(memory.waits, 'signal'),
    conditions: waitsOf(memory.waits, 'condition'),
    timers: waitsOf(memory.waits, 'timer'),
    serviceRequests: waitsOf(memory.waits, 'service'),
    calls: waitsOf(memory.waits, 'call'),
    thrown: run.thrown,
    events: run.events,
    ended,
    endEventId: ended ? (run.uncaught?.elementId ?? run.lastEndEventId) : null,
    ...(run.uncaught && { error: run.uncaught }),
    ...(run.escalations.length > 0 && { escalations: run.escalations }),
  };
}

/** Tokens are left, nothing waits for anybody or anything, so none will ever move. */
function standstill(execution: Process['execution']): EngineError {
  const [join] = execution ? findWaitingJoins(execution) : [];
  const reason = join ? '网关在等的分支不会再来，又没有其他环节在办' : '没有任何环节在办，也没有走到结束';
  return new EngineError(join ?? null, `流程停住了：${reason}，走不下去。`);
}
