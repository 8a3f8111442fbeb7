import type { ThrowModel } from '../../model.js';
import type { Activity, Behaviour, Content, Message } from '../bpmnElements.js';
import { holderOf, signal } from '../execution.js';
import { inputOf, keyOf, placeOf } from '../openWait.js';
import { type Run, runOf } from '../Run.js';
import type { RunContext } from '../RunContext.js';
import { elementIdOf } from '../seats.js';
import { WaitBehaviour } from '../WaitBehaviour.js';
import type { Wait } from '../waits.js';

/** Signal or message of a throw or end event: it is thrown, and the token goes on at once (BPMN 2.0, 10.5.5). */
export class SentEvent implements Behaviour {
  constructor(private readonly activity: Activity) {}

  execute({ content }: Message): void {
    throwEvent(this.activity, content, content.parent?.executionId as string);
    this.activity.broker.publish('execution', 'execute.completed', { ...content });
  }
}

/** Send task: one with a service waits for it; one with a message throws it. */
export class SendTask extends WaitBehaviour {
  protected override wait(content: Content): void {
    const { activity } = this;
    if (throwsOf(activity)) {
      throwEvent(activity, content, content.executionId);
      activity.broker.publish('execution', 'execute.completed', { ...content });
    } else super.wait(content);
  }
}

function throwsOf(activity: Activity): ThrowModel | null {
  return (activity.context as RunContext).model.activity(elementIdOf(activity.id))?.throws ?? null;
}

/** @throws {EngineError} when its data or its key can't be worked out */
function throwEvent(activity: Activity, content: Content, executionId: string): void {
  const run = runOf(activity);
  run.guard(() => {
    const elementId = elementIdOf(activity.id);
    const place = placeOf(activity, content, elementId);
    const throws = place.model.throws as ThrowModel;
    const where = { elementId, executionId };
    const data = inputOf(place, throws.data);
    run.note(`${throws.kind}.thrown`, elementId, executionId);
    if (throws.kind === 'message') {
      const correlationKey = keyOf(place, throws.correlationKey);
      run.thrown.push({ kind: 'message', name: throws.messageName, ...where, correlationKey, data });
    } else {
      run.thrown.push({ kind: 'signal', name: throws.signalName, ...where, correlationKey: null, data });
      for (const wait of run.waits.values()) {
        if (wait.kind === 'signal' && wait.signalName === throws.signalName)
          run.defer(() => receive(run, wait));
      }
    }
  });
}

/** Whatever waits in the ticket itself gets the signal, unless it has ended before its turn. */
function receive(run: Run, wait: Wait): void {
  const holder = run.process && holderOf(run.process, wait);
  if (!holder) return;
  run.note('signal.caught', wait.elementId, wait.executionId);
  signal(holder, wait);
}
