import { splitCommaList } from '../platform/splitCommaList.js';
import { feelOf } from './expressions/feelText.js';
import type { LoopModel, Mapping, Template, TimerModel, WaitModel } from './model.js';
import type { TimerKind } from './timers.js';

/** Attributes of an element as bpmn-moddle reads them and moddle-context-serializer keeps them. */
export type Attributes = Record<string, unknown>;

const timerKinds: TimerKind[] = ['timeDuration', 'timeDate', 'timeCycle'];

/** `${FEEL}` or literal text; null when the attribute is missing or empty. */
export function templateOf(value: unknown): Template | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  const feel = feelOf(value);
  return feel === null ? { literal: value.trim() } : { feel };
}

/** Elements in `extensionElements` of one Camunda type. */
export function extensionsOf(attributes: Attributes, type: string): Attributes[] {
  const extension = attributes.extensionElements as { values?: Attributes[] } | undefined;
  return (extension?.values ?? []).filter((value) => value.$type === type);
}

/** `camunda:property` values by name. */
export function propertiesOf(attributes: Attributes): Record<string, string> {
  const lists = extensionsOf(attributes, 'camunda:Properties');
  const properties = lists.flatMap((list) => (list.values as Attributes[] | undefined) ?? []);
  return Object.fromEntries(properties.map(({ name, value }) => [String(name), String(value ?? '')]));
}

/** Body of an expression element, or the text itself where the serializer has unwrapped it. */
function bodyOf(value: unknown): string | null {
  const body = typeof value === 'object' && value !== null ? (value as { body?: unknown }).body : value;
  return typeof body === 'string' ? body.trim() : null;
}

/** The timer of an event definition, null when it has none of the three kinds. */
export function timerOf(eventDefinition: Attributes): TimerModel | null {
  for (const kind of timerKinds) {
    const template = templateOf(bodyOf(eventDefinition[kind]));
    if (template) return { kind, template };
  }
  return null;
}

/** A loop's expressions are FEEL, with or without `${…}`. */
export function loopOf(loop: Attributes): LoopModel {
  const feel = (value: unknown) => {
    const text = bodyOf(value);
    return text ? (feelOf(text) ?? text) : null;
  };
  return {
    isSequential: loop.isSequential === true,
    collection: feel(loop.collection),
    cardinality: feel(loop.loopCardinality),
    completionCondition: feel(loop.completionCondition),
    elementVariable: typeof loop.elementVariable === 'string' ? loop.elementVariable : 'item',
  };
}

/** `camunda:inputParameter`s of a service task. */
export function inputParametersOf(attributes: Attributes): Mapping[] {
  const lists = extensionsOf(attributes, 'camunda:InputOutput');
  const parameters = lists.flatMap((list) => (list.inputParameters as Attributes[] | undefined) ?? []);
  return parameters.map(({ name, value }) => ({
    target: String(name),
    template: templateOf(value) ?? { literal: '' },
  }));
}

/** `camunda:in` or `camunda:out`: FEEL by target. */
export function callMappingsOf(
  attributes: Attributes,
  type: 'camunda:In' | 'camunda:Out',
): Record<string, string> {
  const mappings = extensionsOf(attributes, type).filter(({ target }) => typeof target === 'string');
  return Object.fromEntries(
    mappings.map(({ target, source, sourceExpression }) => {
      const text = String(source ?? sourceExpression ?? '');
      return [String(target), feelOf(text) ?? text];
    }),
  );
}

/** What an activity waits for; null when it waits for nothing. `eventDefinition` is that of a catch event. */
export function waitOf(
  type: string,
  attributes: Attributes,
  eventDefinition: Attributes | null,
): WaitModel | null {
  switch (type) {
    case 'bpmn:UserTask':
      return {
        kind: 'task',
        formKey: (attributes.formKey as string | undefined) ?? null,
        assignee: templateOf(attributes.assignee),
        candidateGroups: templateOf(attributes.candidateGroups),
        dueDate: templateOf(attributes.dueDate),
        priority: templateOf(attributes.priority),
      };
    case 'bpmn:SendTask':
      return attributes.topic === undefined ? null : serviceOf(attributes);
    case 'bpmn:ServiceTask':
    case 'bpmn:BusinessRuleTask':
      return serviceOf(attributes);
    case 'bpmn:CallActivity':
      return callOf(attributes);
    case 'bpmn:ReceiveTask':
      return messageWaitOf(attributes, attributes);
    case 'bpmn:IntermediateCatchEvent':
    case 'bpmn:StartEvent':
      return eventDefinition ? eventWaitOf(attributes, eventDefinition) : null;
    case 'bpmn:BoundaryEvent':
      // Its timer repeats, and is kept beside.
      return eventDefinition && !timerOf(eventDefinition) ? eventWaitOf(attributes, eventDefinition) : null;
    default:
      return null;
  }
}

function serviceOf(attributes: Attributes): WaitModel {
  return { kind: 'service', topic: String(attributes.topic), input: inputParametersOf(attributes) };
}

function eventWaitOf(attributes: Attributes, eventDefinition: Attributes): WaitModel | null {
  switch (eventDefinition.$type) {
    case 'bpmn:TimerEventDefinition': {
      const timer = timerOf(eventDefinition);
      return timer && { kind: 'timer', timer };
    }
    case 'bpmn:MessageEventDefinition':
      return messageWaitOf(attributes, eventDefinition);
    case 'bpmn:SignalEventDefinition':
      return { kind: 'signal', signalName: signalNameOf(eventDefinition) };
    case 'bpmn:ConditionalEventDefinition':
      return { kind: 'condition', condition: conditionOf(eventDefinition) ?? '' };
    default:
      return null;
  }
}

function messageWaitOf(attributes: Attributes, named: Attributes): WaitModel {
  return { kind: 'message', messageName: messageNameOf(named), correlationKey: correlationKeyOf(attributes) };
}

/** FEEL whose value tells which of several tickets a message is for; null for none. */
export function correlationKeyOf(attributes: Attributes): string | null {
  const text = propertiesOf(attributes).correlationKey?.trim();
  return text ? (feelOf(text) ?? text) : null;
}

/** Names of the data that an element takes over from a message or signal. */
export function receivedBy(attributes: Attributes): string[] {
  return splitCommaList(propertiesOf(attributes).receives);
}

/** FEEL of a conditional event. */
export function conditionOf(eventDefinition: Attributes): string | null {
  const text = bodyOf(eventDefinition.condition);
  return text ? (feelOf(text) ?? text) : null;
}

export function signalNameOf(attributes: Attributes): string {
  return String((attributes.signalRef as { name?: unknown } | undefined)?.name ?? '');
}

/** Name of the message that an event or receive task refers to; '' for none. */
export function messageNameOf(attributes: Attributes): string {
  return String((attributes.messageRef as { name?: unknown } | undefined)?.name ?? '');
}

function callOf(attributes: Attributes): WaitModel {
  const input = Object.entries(callMappingsOf(attributes, 'camunda:In'));
  return {
    kind: 'call',
    calledElement: String(attributes.calledElement),
    passAll: extensionsOf(attributes, 'camunda:In').some(({ variables }) => variables === 'all'),
    input: input.map(([target, feel]) => ({ target, template: { feel } })),
    output: callMappingsOf(attributes, 'camunda:Out'),
  };
}
