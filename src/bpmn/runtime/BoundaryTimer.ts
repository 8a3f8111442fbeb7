import type { Activity, Behaviour, Broker, Content, Message } from './bpmnElements.js';
import type { RunContext } from './RunContext.js';
import { elementIdOf } from './seats.js';
import { beginRound, type LastRound, type Round, roundAfter } from './timerRounds.js';

interface TimerContent extends Content {
  timer: Round;
}

/**
 * Timer of a boundary event. It never goes off by itself: `fireTimer` does it, when the job that holds the due time
 * says so. The library's own timer reads the wall clock and fires inside resume when it is overdue.
 */
export class BoundaryTimer implements Behaviour {
  private readonly broker: Broker;
  private content: TimerContent | null = null;

  constructor(
    private readonly activity: Activity,
    readonly type: string,
  ) {
    this.broker = activity.broker;
  }

  get executionId(): string | undefined {
    return this.content?.executionId;
  }

  execute({ content, fields }: Message): void {
    if (this.content?.executionId === content.executionId && fields.routingKey === 'execute.timer') return;
    const isSaved = 'timer' in content;
    this.content = isSaved ? (content as TimerContent) : this.start(content);
    const { executionId } = content;
    const consumerTag = `_api-${executionId}`;
    const onApi = (_key: string, message: Message) => this.onApi(message.properties.type);
    this.broker.subscribeTmp('api', `activity.#.${executionId}`, onApi, {
      noAck: true,
      consumerTag,
      priority: 400,
    });
    if (!isSaved) this.broker.publish('execution', 'execute.timer', { ...this.content });
  }

  private start(content: Content): TimerContent {
    const { run, model } = this.activity.context as RunContext;
    const timer = beginRound(this.activity, content, content.inbound?.[0]?.repeat as LastRound | undefined);
    run.waits.set(content.executionId, {
      kind: 'timer',
      executionId: content.executionId,
      elementId: elementIdOf(this.activity.id),
      attachedTo: model.activity(elementIdOf(this.activity.id))?.element.attachedTo ?? null,
      dueAt: timer.dueAt,
    });
    return { ...content, timer };
  }

  private onApi(type: string | undefined): void {
    const content = this.content;
    if (!content || (type !== 'signal' && type !== 'discard' && type !== 'stop')) return;
    this.broker.cancel(`_api-${content.executionId}`);
    if (type === 'discard') this.broker.publish('execution', 'execute.discard', { ...content });
    if (type === 'signal') this.fire(content);
  }

  private fire(content: TimerContent): void {
    const { run } = this.activity.context as RunContext;
    run.note('timer.fired', elementIdOf(this.activity.id), content.executionId);
    // One that interrupts ends its host: there is nothing left to repeat it at.
    const repeat = this.activity.behaviour.cancelActivity === false ? roundAfter(content.timer) : null;
    if (repeat) this.broker.publish('execution', 'execute.repeat', { ...content, repeat });
    this.broker.publish('execution', 'execute.completed', { ...content });
  }
}
