import { nextRound } from '../timers.js';
import type { Activity, Behaviour, Broker, Content, Message } from './bpmnElements.js';
import { startTimer } from './openWait.js';
import type { RunContext } from './RunContext.js';

/** Rounds that a cycle has left (-1: without end), and its beat. */
interface Round {
  left: number;
  lastDueAt: string;
  text: string;
}

interface TimerContent extends Content {
  timer: { dueAt: string; left: number; text: string };
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
    const round = content.inbound?.[0]?.repeat as Round | undefined;
    const timer = run.guard(() => {
      if (round)
        return {
          dueAt: nextRound(round.text, round.lastDueAt, run.date),
          left: round.left,
          text: round.text,
        };
      const { dueAt, repeat, text } = startTimer(this.activity, content);
      return { dueAt, left: repeat, text };
    });
    run.waits.set(content.executionId, {
      kind: 'timer',
      executionId: content.executionId,
      elementId: this.activity.id,
      attachedTo: model.activity(this.activity.id)?.element.attachedTo ?? null,
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
    const { left, dueAt, text } = content.timer;
    run.note('timer.fired', this.activity.id, content.executionId);
    if (left > 1 || left === -1) {
      const repeat: Round = { left: left === -1 ? -1 : left - 1, lastDueAt: dueAt, text };
      this.broker.publish('execution', 'execute.repeat', { ...content, repeat });
    }
    this.broker.publish('execution', 'execute.completed', { ...content });
  }
}
