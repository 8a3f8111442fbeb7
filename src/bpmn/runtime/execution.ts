import { UnfitCommand } from '../../platform/errors.js';
import type { RaisedModel } from '../model.js';
import type { ProcessModel } from '../ProcessModel.js';
import {
  type Activity,
  Environment,
  kPostponed,
  type Process,
  type ProcessExecution,
} from './bpmnElements.js';
import { raiseAt } from './events/raising.js';
import { refuseWithoutStart } from './events/starts.js';
import type { Run } from './Run.js';
import { runOptions } from './StepProcess.js';
import type { TokenHolder } from './scopeMoves.js';
import type { LiveExecutions } from './state/memory.js';
import type { SavedState } from './state/savedState.js';
import type { Wait } from './waits.js';

export function startProcess(model: ProcessModel, run: Run): Process {
  refuseWithoutStart(model, run.startId);
  const process = makeProcess(model, run, new Set());
  process.init();
  process.run();
  run.settle();
  return process;
}

export function resumeProcess(model: ProcessModel, saved: SavedState, run: Run): Process {
  const process = makeProcess(model, run, saved.elementIds);
  for (const [executionId, elementId] of saved.active) run.active.set(executionId, elementId);
  process.recover(saved.process);
  process.resume();
  return process;
}

function makeProcess(model: ProcessModel, run: Run, elementIds: ReadonlySet<string>): Process {
  const environment = new Environment(runOptions({ model, run, elementIds }));
  run.process = new model.process.Behaviour(model.process, { environment }) as Process;
  return run.process;
}

/**
 * Answers an open wait: the activity that holds it is found by its execution id, and only there is it
 * signalled.
 */
export function deliver(process: Process, wait: Wait, run: Run): void {
  const activity = holderOf(process, wait);
  if (!activity) throw new UnfitCommand(wait.elementId, '该环节已不在等待，未作任何改动。');
  signal(activity, wait);
  run.settle();
}

/** Raises an error or escalation at the activity that holds an open wait. */
export function fail(process: Process, wait: Wait, run: Run, raised: RaisedModel): void {
  const activity = holderOf(process, wait);
  if (!activity) throw new UnfitCommand(wait.elementId, '该环节已不在等待，未作任何改动。');
  raiseAt(activity, raised);
  run.settle();
}

/** Tells the activity that holds a wait that what it waits for has come. */
export function signal(activity: Activity, { executionId }: Pick<Wait, 'executionId'>): void {
  activity.broker.publish('api', `activity.signal.${executionId}`, {}, { type: 'signal' });
}

/** Lets an event go on that waited until all was undone, unless it is gone. */
export function goOnAt({ process }: Run, executionId: string): void {
  const holder = process && holderOf(process, { executionId });
  if (holder) signal(holder, { executionId });
}

/** The activity that holds a wait, null when it waits no more. */
export function holderOf({ execution }: Process, wait: Pick<Wait, 'executionId'>): Activity | null {
  return execution ? findHolder(execution, wait) : null;
}

function findHolder(execution: ProcessExecution, wait: Pick<Wait, 'executionId'>): Activity | null {
  for (const activity of execution.getActivities()) {
    if (postponedIds(activity).includes(wait.executionId)) return activity;
    for (const inner of innerExecutions(activity)) {
      const found = findHolder(inner, wait);
      if (found) return found;
    }
  }
  return null;
}

/**
 * Executions that are still under way; a terminated or cancelled scope leaves its activities without any event.
 */
export function findLive(process: Process): LiveExecutions {
  const live: LiveExecutions = { activities: new Set(), waits: new Set() };
  const execution = process.execution;
  if (!execution || execution.completed) return live;
  live.activities.add(execution.executionId);
  collect(execution, live);
  return live;
}

/** Ids of the gateways at which tokens wait for others. */
export function findWaitingJoins(execution: ProcessExecution): string[] {
  return execution
    .getActivities()
    .flatMap((activity) => [
      ...((activity as TokenHolder).waitsForOthers ? [activity.id] : []),
      ...innerExecutions(activity).flatMap((inner) => (inner.completed ? [] : findWaitingJoins(inner))),
    ]);
}

function collect(execution: ProcessExecution, live: LiveExecutions): void {
  for (const activity of execution.getActivities()) {
    if (!isUnderWay(activity)) continue;
    live.activities.add(activity.executionId);
    for (const id of postponedIds(activity)) live.waits.add(id);
    for (const inner of innerExecutions(activity)) {
      if (inner.completed) continue;
      live.activities.add(inner.executionId);
      collect(inner, live);
    }
  }
}

function isUnderWay(activity: Activity): boolean {
  return Boolean(activity.status && activity.execution && !activity.execution.completed && !activity.stopped);
}

function postponedIds(activity: Activity): string[] {
  return isUnderWay(activity)
    ? [...(activity.execution?.[kPostponed] ?? [])].map((message) => message.content.executionId)
    : [];
}

function innerExecutions(activity: Activity): ProcessExecution[] {
  return isUnderWay(activity) && activity.isSubProcess ? (activity.execution?.source.executions ?? []) : [];
}
