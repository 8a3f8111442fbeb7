import type { Activity, Behaviour, Broker, Content, Message } from '../bpmnElements.js';
import { openWait } from '../openWait.js';

/** Message, signal or condition that a boundary event waits for while its activity is under way (BPMN 2.0, 10.5.4). */
export class BoundaryWait implements Behaviour {
  private readonly broker: Broker;

  constructor(private readonly activity: Activity) {
    this.broker = activity.broker;
  }

  execute({ content }: Message): void {
    const { executionId } = content;
    const onApi = (_key: string, message: Message) => this.onApi(message.properties.type, content);
    this.broker.subscribeTmp('api', `activity.#.${executionId}`, onApi, {
      noAck: true,
      consumerTag: `_api-${executionId}`,
      priority: 400,
    });
    openWait(this.activity, content);
  }

  private onApi(type: string | undefined, content: Content): void {
    if (type !== 'signal' && type !== 'discard' && type !== 'stop') return;
    this.broker.cancel(`_api-${content.executionId}`);
    if (type === 'discard') this.broker.publish('execution', 'execute.discard', { ...content });
    if (type === 'signal') this.catch(content);
  }

  /** One that does not interrupt waits again as long as its activity is under way. */
  private catch(content: Content): void {
    if (this.activity.behaviour.cancelActivity === false)
      this.broker.publish('execution', 'execute.repeat', { ...content, repeat: { isAgain: true } });
    this.broker.publish('execution', 'execute.completed', { ...content });
  }
}
