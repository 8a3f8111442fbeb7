import { feelOf } from './expressions/feelText.js';
import type { ErrorModel, LoopModel, Mapping, Template, TimerModel, WaitModel } from './model.js';
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
    case 'bpmn:ServiceTask':
    case 'bpmn:SendTask':
    case 'bpmn:BusinessRuleTask':
      return { kind: 'service', topic: String(attributes.topic), input: inputParametersOf(attributes) };
    case 'bpmn:CallActivity':
      return callOf(attributes);
    case 'bpmn:ReceiveTask':
      return { kind: 'message', messageName: messageNameOf(attributes) };
    case 'bpmn:IntermediateCatchEvent':
      return eventWaitOf(eventDefinition ?? {});
    case 'bpmn:StartEvent':
      return eventDefinition && !isError(eventDefinition) ? eventWaitOf(eventDefinition) : null;
    default:
      return null;
  }
}

/** What an event throws or catches, when that is an error. */
export function errorOf(eventDefinition: Attributes | null): ErrorModel | null {
  if (!eventDefinition || !isError(eventDefinition)) return null;
  const { errorRef } = eventDefinition as { errorRef?: { id?: unknown } };
  return { errorId: typeof errorRef?.id === 'string' ? errorRef.id : null };
}

function isError({ $type }: Attributes): boolean {
  return $type === 'bpmn:ErrorEventDefinition';
}

function eventWaitOf(eventDefinition: Attributes): WaitModel {
  const timer = timerOf(eventDefinition);
  if (timer) return { kind: 'timer', timer };
  return { kind: 'message', messageName: messageNameOf(eventDefinition) };
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

/** The parts of a comma list, such as candidate groups or a property that names elements. */
export function splitCommaList(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}
