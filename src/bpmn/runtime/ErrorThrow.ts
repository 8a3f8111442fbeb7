import { EngineError } from '../../platform/errors.js';
import type { ErrorModel } from '../model.js';
import type { Activity, Behaviour, Message } from './bpmnElements.js';
import type { RunContext } from './RunContext.js';

/**
 * Error of an end event (BPMN 2.0, 10.5.7): the innermost scope that catches it does so, before anything else moves.
 * The library hands an error on to every scope around, whether it was caught or not.
 */
export class ErrorThrow implements Behaviour {
  constructor(private readonly activity: Activity) {}

  /** The end event is left under way: whoever catches the error ends the scope that holds it. */
  execute({ content, fields }: Message): void {
    if (fields.redelivered) return;
    const context = this.activity.context as RunContext;
    const { id } = this.activity;
    const executionId = content.parent?.executionId as string;
    context.run.note('activity.completed', id, executionId);
    context.run.active.delete(executionId);
    const error = context.model.activity(id)?.error as ErrorModel;
    context.run.moveNext(() => throwError(context, error.errorId, id));
  }
}

function throwError(from: RunContext, errorId: string | null, elementId: string): void {
  for (let scope: RunContext | null = from; scope; scope = scope.outer()) {
    const handle = scope.errorHandler(errorId);
    if (handle) {
      handle();
      return;
    }
  }
  throw from.run.fail(new EngineError(elementId, '没有环节接收这个错误，流程走不下去。'));
}
