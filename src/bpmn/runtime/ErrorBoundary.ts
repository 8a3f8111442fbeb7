import type { Activity, Behaviour, Broker, Content, Message } from './bpmnElements.js';

/** Error that a boundary event of a sub-process catches; `ErrorThrow` finds it and calls `handle`. */
export class ErrorBoundary implements Behaviour {
  private readonly broker: Broker;
  private content: Content | null = null;

  constructor(activity: Activity) {
    this.broker = activity.broker;
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

  /** Cancels the sub-process and goes on from here. */
  handle(): void {
    const content = this.content as Content;
    this.broker.cancel(`_api-${content.executionId}`);
    this.broker.publish('execution', 'execute.completed', { ...content, cancelActivity: true });
  }

  private onApi(type: string | undefined): void {
    const content = this.content;
    if (!content || (type !== 'discard' && type !== 'stop')) return;
    this.broker.cancel(`_api-${content.executionId}`);
    if (type === 'discard') this.broker.publish('execution', 'execute.discard', { ...content });
  }
}
