import { EngineError } from '../../platform/errors.js';
import type { Activity, Content } from './bpmnElements.js';
import { goOnAt } from './execution.js';
import type { RunContext } from './RunContext.js';
import { elementIdOf } from './seats.js';

/** Notes in the run what an activity has come to, by the library's name of the event. */
export function noteState(activity: Activity, state: string, content: Content): void {
  // An event sub-process notes its course itself, since it is entered once for each event.
  if (activity.behaviour.triggeredByEvent === true && state !== 'error') return;
  const { run } = activity.context as RunContext;
  const elementId = elementIdOf(activity.id);
  const { executionId } = content;
  const isBoundary = activity.type === 'bpmn:BoundaryEvent';
  if (state === 'enter') {
    run.active.set(executionId, elementId);
    if (!isBoundary) run.note('activity.entered', elementId, executionId);
  } else if (state === 'end') {
    if (isBoundary) run.note('activity.entered', elementId, executionId);
    run.note('activity.completed', elementId, executionId, run.seenAtEnd.get(executionId));
    run.active.delete(executionId);
    noteEnd(activity, executionId);
  } else if (state === 'leave') {
    if (run.active.delete(executionId) && !isBoundary) run.note('activity.cancelled', elementId, executionId);
  } else if (state === 'error') {
    const detail = content.error instanceof Error ? content.error.message : '原因不明';
    run.fail(new EngineError(elementId, `${titleOf(activity)}执行失败：${detail}`));
  }
}

export function titleOf({ id, behaviour }: Activity): string {
  return `「${behaviour.name ?? elementIdOf(id)}」`;
}

/** It can be undone from now on; a handler gives way to the next. */
function noteEnd(activity: Activity, executionId: string): void {
  const context = activity.context as RunContext;
  const { model, scopeId, run } = context;
  const elementId = elementIdOf(activity.id);
  const { loop, isHandler } = model.activity(elementId) ?? {};
  const isEnd = activity.outbound.length === 0 && activity.type !== 'bpmn:BoundaryEvent' && !isHandler;
  if (isEnd && scopeId === model.processId) run.lastEndEventId = elementId;
  if (loop) run.undoings.completeLoop(executionId);
  else run.undoings.remember(context, { elementId, executionId, loops: context.loopScopes() });
  const awaiting = isHandler ? run.undoings.completeHandler(context, executionId) : null;
  if (awaiting !== null) run.defer(() => goOnAt(run, awaiting));
}
