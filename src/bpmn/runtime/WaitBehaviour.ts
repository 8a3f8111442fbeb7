import type { Activity, Behaviour, Broker, Content, Message } from './bpmnElements.js';
import { openWait } from './openWait.js';

interface LoopCharacteristics {
  Behaviour: new (activity: Activity, loop: LoopCharacteristics) => Behaviour;
}

/** Behaviour of every activity that waits for a command: tasks, services, calls, receive tasks, catch events. */
export class WaitBehaviour implements Behaviour {
  private readonly broker: Broker;
  private readonly loop: Behaviour | null;

  constructor(protected readonly activity: Activity) {
    this.broker = activity.broker;
    const loop = activity.behaviour.loopCharacteristics as LoopCharacteristics | undefined;
    this.loop = loop ? new loop.Behaviour(activity, loop) : null;
  }

  execute(message: Message): void {
    const { content } = message;
    if (this.loop && content.isRootScope) this.loop.execute(message);
    else this.wait(content);
  }

  protected wait(content: Content): void {
    const consumerTag = `_api-${content.executionId}`;
    const onApi = (_key: string, { properties }: Message) =>
      this.onApi(properties.type, content, consumerTag);
    this.broker.subscribeTmp('api', `activity.#.${content.executionId}`, onApi, { noAck: true, consumerTag });
    openWait(this.activity, content);
  }

  private onApi(type: string | undefined, content: Content, consumerTag: string): void {
    if (type !== 'signal' && type !== 'discard' && type !== 'stop') return;
    this.broker.cancel(consumerTag);
    if (type === 'signal') this.broker.publish('execution', 'execute.completed', { ...content });
    // The library itself discards what is no instance of a loop; a second message would hit the next token.
    if (type === 'discard' && !content.isRootScope)
      this.broker.publish('execution', 'execute.discard', { ...content });
  }
}
