import type { Activity, Behaviour, Broker, Content, Message } from '../bpmnElements.js';

/** Error or escalation that a boundary event catches; whatever throws it finds the event and calls `handle`. */
export class CatchBoundary implements Behaviour {
  private readonly broker: Broker;
  private content: Content | null = null;

  constructor(private readonly activity: Activity) {
    this.broker = activity.broker;
  }

  /** Whether it is there to catch: its activity is under way. */
  get isListening(): boolean {
    return this.content !== null;
  }

  execute({ content }: Message): void {
    this.content = content;
    const { executionId } = content;
    const onApi = (_key: string, message: Message) => this.onApi(message.properties.type);
    this.broker.subscribeTmp('api', `activity.#.${executionId}`, onApi, {
      noAck: true,
      consumerTag: `_api-${executionId}`,
      priority: 400,
    });
  }

  /** Goes on from here: in the place of the activity or, not interrupting, beside it, ready for the next. */
  handle(): void {
    const content = this.content as Content;
    const cancelActivity = this.activity.behaviour.cancelActivity !== false;
    this.stopListening();
    if (!cancelActivity) this.broker.publish('execution', 'execute.repeat', { ...content, repeat: {} });
    this.broker.publish('execution', 'execute.completed', { ...content, cancelActivity });
  }

  private onApi(type: string | undefined): void {
    const { content } = this;
    if (!content || (type !== 'discard' && type !== 'stop')) return;
    this.stopListening();
    if (type === 'discard') this.broker.publish('execution', 'execute.discard', { ...content });
  }

  private stopListening(): void {
    this.broker.cancel(`_api-${this.content?.executionId}`);
    this.content = null;
  }
}
