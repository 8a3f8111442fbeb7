import { Activity, type Flow, SequenceFlow } from '../../../src/bpmn/runtime/bpmnElements.js';
import type { RunContext } from '../../../src/bpmn/runtime/RunContext.js';
import { StepActivity } from '../../../src/bpmn/runtime/StepActivity.js';
import { StepFlow } from '../../../src/bpmn/runtime/StepFlow.js';

type Discard = (this: Flow & { context: RunContext }, content: object) => void;

/** Lets our element types send the stock engine's discards down the ways not taken; returns how to undo it. */
export function discardAsStock(): () => void {
  const flow = StepFlow.prototype as unknown as { discard: Discard };
  const activity = StepActivity.prototype;
  const { discard } = flow;
  const { _doOutbound, evaluateOutbound } = activity;
  const stockDiscard = (SequenceFlow.prototype as unknown as { discard: Discard }).discard;
  flow.discard = function (content) {
    this.context.getActivityById(this.targetId);
    stockDiscard.call(this, content);
  };
  activity._doOutbound = Activity.prototype._doOutbound;
  activity.evaluateOutbound = function (from, takeOne, callback) {
    evaluateOutbound.call(this, from, takeOne, (error, taken) => {
      const ids = new Set((taken as { id: string }[]).map(({ id }) => id));
      const left = this.outbound.filter(({ id }) => !ids.has(id));
      callback(error, [...taken, ...left.map(({ id, targetId }) => ({ id, targetId, action: 'discard' }))]);
    });
  };
  return () => {
    flow.discard = discard;
    Object.assign(activity, { _doOutbound, evaluateOutbound });
  };
}
