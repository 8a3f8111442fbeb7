import type { RaisedModel } from '../../model.js';
import type { Activity, Behaviour, Message } from '../bpmnElements.js';
import type { RunContext } from '../RunContext.js';
import { elementIdOf } from '../seats.js';
import { raiseFrom } from './raising.js';

/**
 * Error of an end event, or escalation of an end or intermediate event (BPMN 2.0, 10.5.7): the innermost scope that
 * catches it does so, before anything else moves. The library hands it on to every scope around, caught or not.
 */
export class RaisingEvent implements Behaviour {
  constructor(private readonly activity: Activity) {}

  execute({ content, fields }: Message): void {
    if (fields.redelivered) return;
    const context = this.activity.context as RunContext;
    const { run, generation } = context;
    const id = elementIdOf(this.activity.id);
    const raised = context.model.activity(id)?.raised as RaisedModel;
    if (raised.kind === 'error') {
      // The end event is left under way: whoever catches the error ends the scope that holds it.
      const executionId = content.parent?.executionId as string;
      run.note('activity.completed', id, executionId);
      run.active.delete(executionId);
      run.moveNext(() => raiseFrom(context, raised, id));
      return;
    }
    run.moveNext(() => {
      raiseFrom(context, raised, id);
      if (context.isAlive() && context.generation === generation)
        this.activity.broker.publish('execution', 'execute.completed', { ...content });
    });
  }
}
