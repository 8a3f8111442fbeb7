import type { ActivityModel, UndoModel } from '../../model.js';
import type { Activity, Behaviour, Content, Message } from '../bpmnElements.js';
import type { RunContext } from '../RunContext.js';
import { elementIdOf } from '../seats.js';

/**
 * Compensation that a throw or end event begins (BPMN 2.0, 10.5.5). Its token goes on when all is undone, unless it is said
 * not to wait. The library's own never waits, has all undone at once, and whatever activity the event names.
 */
export class UndoEvent implements Behaviour {
  constructor(private readonly activity: Activity) {}

  execute({ content, fields }: Message): void {
    const { broker } = this.activity;
    const { executionId } = content;
    const context = this.activity.context as RunContext;
    const { undoes } = context.model.activity(elementIdOf(this.activity.id)) as ActivityModel;
    const { activityId, isAwaited } = undoes as UndoModel;
    const onApi = (_key: string, message: Message) => this.onApi(message.properties.type, content);
    broker.subscribeTmp('api', `activity.#.${executionId}`, onApi, {
      noAck: true,
      consumerTag: `_api-${executionId}`,
      priority: 400,
    });
    if (fields.redelivered) return;
    const awaitedBy = isAwaited ? executionId : null;
    const isBegun = context.run.undoings.begin(context, undoneScopes(context), activityId, awaitedBy);
    if (!isBegun || !isAwaited) this.onApi('signal', content);
  }

  private onApi(type: string | undefined, content: Content): void {
    if (type !== 'signal' && type !== 'discard' && type !== 'stop') return;
    this.activity.broker.cancel(`_api-${content.executionId}`);
    if (type === 'discard') this.activity.broker.publish('execution', 'execute.discard', { ...content });
    if (type === 'signal') this.activity.broker.publish('execution', 'execute.completed', { ...content });
  }
}

/** Executions of the scopes that an event undoes: its own and, in an event sub-process, that around. */
function undoneScopes(context: RunContext): string[] {
  const { model, scopeId, executionId, run } = context;
  const scope = model.activity(scopeId);
  const isOfHandler = scope && model.activity(scope.blueprint.parent.id)?.undoneBy === scopeId;
  const around = isOfHandler
    ? run.undoings.stepOf(executionId)?.undoneId
    : scope?.trigger && context.outer()?.executionId;
  return [executionId, ...(around ? [around] : [])];
}
