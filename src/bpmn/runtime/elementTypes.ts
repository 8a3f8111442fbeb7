import {
  BoundaryEventBehaviour,
  EndEventBehaviour,
  IntermediateThrowEventBehaviour,
  StartEventBehaviour,
} from 'bpmn-elements/events';
import {
  ExclusiveGatewayBehaviour,
  InclusiveGatewayBehaviour,
  ParallelGatewayBehaviour,
} from 'bpmn-elements/gateways';
import { SubProcessBehaviour } from 'bpmn-elements/tasks';
import type { Blueprint } from '../model.js';
import { BoundaryTimer } from './BoundaryTimer.js';
import { type Activity, stockTypes } from './bpmnElements.js';
import { UndoEvent } from './compensation/UndoEvent.js';
import { EventRace } from './EventRace.js';
import { EventSubProcess } from './EventSubProcess.js';
import { BoundaryWait } from './events/BoundaryWait.js';
import { CatchBoundary } from './events/CatchBoundary.js';
import { RaisingEvent } from './events/RaisingEvent.js';
import { SendTask, SentEvent } from './events/SentEvent.js';
import { StepActivity } from './StepActivity.js';
import { StepFlow } from './StepFlow.js';
import { StepLoop } from './StepLoop.js';
import { StepProcess } from './StepProcess.js';
import { WaitBehaviour } from './WaitBehaviour.js';

type ElementConstructor = Blueprint['Behaviour'];

/** The only element types that run, by BPMN type. Everything else is refused when the diagram is deployed. */
export const elementTypes: Record<string, ElementConstructor> = {
  'bpmn:Process': asConstructor(StepProcess),
  'bpmn:SequenceFlow': asConstructor(StepFlow),
  'bpmn:StartEvent': activity(StartEventBehaviour),
  'bpmn:EndEvent': activity(EndEventBehaviour, { isThrowing: true }),
  'bpmn:IntermediateThrowEvent': activity(IntermediateThrowEventBehaviour, { isThrowing: true }),
  'bpmn:IntermediateCatchEvent': activity(WaitBehaviour),
  'bpmn:BoundaryEvent': activity(BoundaryEventBehaviour),
  'bpmn:UserTask': activity(WaitBehaviour),
  'bpmn:ServiceTask': activity(WaitBehaviour),
  'bpmn:SendTask': activity(SendTask),
  'bpmn:BusinessRuleTask': activity(WaitBehaviour),
  'bpmn:ReceiveTask': activity(WaitBehaviour),
  'bpmn:CallActivity': activity(WaitBehaviour),
  'bpmn:SubProcess': asConstructor(subProcess),
  'bpmn:ExclusiveGateway': activity(ExclusiveGatewayBehaviour),
  'bpmn:ParallelGateway': activity(ParallelGatewayBehaviour, { isParallelGateway: true }),
  // Both count the tokens that come in; see StepActivity.
  'bpmn:InclusiveGateway': activity(InclusiveGatewayBehaviour, { isParallelGateway: true }),
  'bpmn:EventBasedGateway': activity(EventRace),
  'bpmn:TimerEventDefinition': asConstructor(timer),
  'bpmn:ErrorEventDefinition': asConstructor(raised),
  'bpmn:EscalationEventDefinition': asConstructor(raised),
  'bpmn:MessageEventDefinition': asConstructor(sentOrCaught),
  'bpmn:SignalEventDefinition': asConstructor(sentOrCaught),
  'bpmn:ConditionalEventDefinition': asConstructor(sentOrCaught),
  'bpmn:CompensateEventDefinition': asConstructor(UndoEvent),
  'bpmn:TerminateEventDefinition': asConstructor(stockTypes.TerminateEventDefinition),
  'bpmn:MultiInstanceLoopCharacteristics': asConstructor(StepLoop),
};

function activity(behaviour: unknown, flags: object = {}): ElementConstructor {
  function make(blueprint: Blueprint, context: object) {
    return new StepActivity(behaviour, { ...blueprint, ...flags }, context);
  }
  return asConstructor(make);
}

function subProcess(blueprint: Blueprint, context: object) {
  const behaviour = blueprint.behaviour.triggeredByEvent ? EventSubProcess : SubProcessBehaviour;
  return new StepActivity(behaviour, { ...blueprint, isSubProcess: true }, context);
}

function raised(owner: Activity) {
  return owner.type === 'bpmn:BoundaryEvent' ? new CatchBoundary(owner) : new RaisingEvent(owner);
}

function sentOrCaught(owner: Activity) {
  return owner.type === 'bpmn:BoundaryEvent' ? new BoundaryWait(owner) : new SentEvent(owner);
}

function timer(owner: Activity, definition: { type: string }) {
  return new BoundaryTimer(owner, definition.type);
}

/** The library calls everything with `new`, constructors and factories alike. */
function asConstructor(made: unknown): ElementConstructor {
  return made as ElementConstructor;
}
