import type { RaisedModel, ThrowModel, UndoModel } from './model.js';
import {
  type Attributes,
  correlationKeyOf,
  inputParametersOf,
  messageNameOf,
  signalNameOf,
} from './readModel.js';

const raisedKinds: Record<string, RaisedModel['kind']> = {
  'bpmn:ErrorEventDefinition': 'error',
  'bpmn:EscalationEventDefinition': 'escalation',
};

/**
 * What an event throws or catches, when that is an error or escalation.
 * @param attributesOf the error or escalation with this id
 */
export function raisedOf(
  eventDefinition: Attributes | null,
  attributesOf: (id: string) => Attributes | undefined,
): RaisedModel | null {
  const kind = raisedKinds[String(eventDefinition?.$type)];
  if (!eventDefinition || !kind) return null;
  const { id } = (eventDefinition[`${kind}Ref`] ?? {}) as { id?: unknown };
  if (typeof id !== 'string') return { kind, id: null, code: null, name: null };
  const { name, [`${kind}Code`]: code } = attributesOf(id) ?? {};
  return { kind, id, code: textOf(code), name: textOf(name) };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

const throwingTypes = new Set(['bpmn:IntermediateThrowEvent', 'bpmn:EndEvent']);

/** What an element sends to others. `eventDefinition` is that of a throw or end event. */
export function throwOf(
  type: string,
  attributes: Attributes,
  eventDefinition: Attributes | null,
): ThrowModel | null {
  const isSendTask = type === 'bpmn:SendTask' && attributes.topic === undefined;
  if (isSendTask) return messageThrowOf(attributes, attributes);
  if (!throwingTypes.has(type) || !eventDefinition) return null;
  if (eventDefinition.$type === 'bpmn:MessageEventDefinition')
    return messageThrowOf(attributes, eventDefinition);
  if (eventDefinition.$type !== 'bpmn:SignalEventDefinition') return null;
  return {
    kind: 'signal',
    signalName: signalNameOf(eventDefinition),
    data: inputParametersOf(attributes),
  };
}

function messageThrowOf(attributes: Attributes, named: Attributes): ThrowModel {
  return {
    kind: 'message',
    messageName: messageNameOf(named),
    correlationKey: correlationKeyOf(attributes),
    data: inputParametersOf(attributes),
  };
}

/** What the event of an event definition has undone; null for any other event (BPMN 2.0, 10.5.5). */
export function undoOf(eventDefinition: Attributes | null): UndoModel | null {
  if (eventDefinition?.$type !== 'bpmn:CompensateEventDefinition') return null;
  const { id } = (eventDefinition.activityRef ?? {}) as { id?: unknown };
  return {
    activityId: typeof id === 'string' ? id : null,
    isAwaited: eventDefinition.waitForCompletion !== false,
  };
}
