import { deserialize, type SerializableContext } from 'moddle-context-serializer';
import { splitCommaList } from '../platform/splitCommaList.js';
import { resolveType } from './engineOptions.js';
import { expressionsOf, type TypesOfCalled, withDeclared } from './expressions/declared.js';
import { Expressions } from './expressions/Expressions.js';
import type { VariableTypes } from './expressions/evaluate.js';
import type { ActivityModel, Blueprint, FlowBlueprint, TriggerModel } from './model.js';
import { ProcessModel } from './ProcessModel.js';
import { type Attributes, loopOf, propertiesOf, timerOf, waitOf } from './readModel.js';
import { raisedOf, throwOf, undoOf } from './readThrown.js';
import { elementTypes } from './runtime/elementTypes.js';

/** A process version ready for `step`; opaque, immutable, shared by all its tickets. */
export interface Definition {
  readonly model: ProcessModel;
  /** All its FEEL, read. */
  readonly expressions: Expressions;
  /** What is known of the ticket's data. */
  readonly types: VariableTypes;
  /** What an Engine of bpmn-engine takes to run it. */
  readonly sourceContext: SerializableContext;
}

type Constructor = Blueprint['Behaviour'];

interface SerializedElement {
  id: string;
  type: string;
  name?: string;
  parent: { id: string; type: string };
  behaviour: Attributes & { eventDefinitions?: Part[]; loopCharacteristics?: Part };
  /** What executes it. */
  Behaviour: Constructor;
}

interface Part {
  type: string;
  behaviour: Attributes;
  Behaviour: Constructor;
}

interface SerializedFlow extends SerializedElement {
  sourceId: string;
  targetId: string;
  isDefault?: boolean;
}

interface SerializedContext {
  processes: SerializedElement[];
  activities: SerializedElement[];
  sequenceFlows: SerializedFlow[];
}

/** Events whose definitions the library never sees. */
const ownTimerElements = new Set(['bpmn:IntermediateCatchEvent', 'bpmn:StartEvent']);

/**
 * Makes a stored definition executable. Its parts are frozen, so that no run can change what other tickets share.
 * @param source `CheckedDefinition.source`
 * @param types of the fields of its forms
 */
export function loadDefinition(source: string, types: VariableTypes): Definition {
  const sourceContext = deserialize(JSON.parse(source), resolveType);
  const context = sourceContext.elements as unknown as SerializedContext;
  const process = context.processes.find(({ behaviour }) => behaviour.isExecutable === true);
  if (!process) throw new TypeError('The source holds no executable process.');
  const activities = new Map<string, ActivityModel>();
  for (const element of context.activities) {
    if (isExecuted(element)) activities.set(element.id, activityModel(element, context.activities));
  }
  const flows = context.sequenceFlows.map(flowBlueprint);
  const processBlueprint = blueprintOf(process, { isExecutable: true });
  const model = deepFreeze(new ProcessModel(processBlueprint, activities, flows));
  const expressions = new Expressions(expressionsOf(activities.values(), flows));
  const declared = withDeclared(types, model.allActivities(), expressions, new Map());
  return Object.freeze({ model, sourceContext: deepFreeze(sourceContext), expressions, types: declared });
}

/** The processes that a definition calls, by their keys. */
export function calledBy({ model }: Definition): Set<string> {
  const waits = model.allActivities().map(({ wait }) => wait);
  return new Set(waits.flatMap((wait) => (wait?.kind === 'call' ? [wait.calledElement] : [])));
}

/** The definition with the types of what its calls bring home. `types`: as for `loadDefinition` */
export function withCalled(definition: Definition, types: VariableTypes, called: TypesOfCalled): Definition {
  const { model, expressions } = definition;
  return Object.freeze({
    ...definition,
    types: withDeclared(types, model.allActivities(), expressions, called),
  });
}

/** Whether an element is done several times over, for each of a list or a number of times. */
export function isMultiInstance({ model }: Definition, elementId: string): boolean {
  return Boolean(model.activity(elementId)?.loop);
}

/** Whether an element is done several times over, one time after the other. */
export function isSequential({ model }: Definition, elementId: string): boolean {
  return model.activity(elementId)?.loop?.isSequential === true;
}

/** The groups that a user task names in plain text; none where it names them by an expression. */
export function candidateGroupsOf({ model }: Definition, elementId: string): string[] {
  const wait = model.activity(elementId)?.wait;
  const template = wait?.kind === 'task' ? wait.candidateGroups : null;
  if (!template || !('literal' in template)) return [];
  return splitCommaList(template.literal);
}

function activityModel(element: SerializedElement, all: SerializedElement[]): ActivityModel {
  const { id, name, type, behaviour } = element;
  const eventDefinition = behaviour.eventDefinitions?.[0];
  const isRepeatable = type === 'bpmn:BoundaryEvent' || type === 'bpmn:StartEvent';
  const isTimer = isRepeatable && eventDefinition?.type === 'bpmn:TimerEventDefinition';
  const loop = behaviour.loopCharacteristics;
  const attachedTo = behaviour.attachedTo as { id: string } | undefined;
  return {
    blueprint: blueprintOf(element, activityBehaviour(element)),
    element: {
      id,
      name: name ?? null,
      properties: propertiesOf(behaviour),
      attachedTo: attachedTo?.id ?? null,
    },
    wait: waitOf(type, behaviour, eventDefinition?.behaviour ?? null),
    timer: isTimer ? timerOf(eventDefinition.behaviour) : null,
    loop: loop ? loopOf(loop.behaviour) : null,
    trigger: isEventSubProcess(behaviour) ? triggerOf(id, all) : null,
    raised: raisedOf(
      eventDefinition?.behaviour ?? null,
      (ref) => all.find((one) => one.id === ref)?.behaviour,
    ),
    throws: throwOf(type, behaviour, eventDefinition?.behaviour ?? null),
    undoes: undoOf(eventDefinition?.behaviour ?? null),
    undoneBy: (behaviour.undoneBy as string | undefined) ?? null,
    isHandler: behaviour.isHandler === true,
  };
}

function triggerOf(subProcessId: string, all: SerializedElement[]): TriggerModel | null {
  const start = all.find((one) => one.parent.id === subProcessId && one.type === 'bpmn:StartEvent');
  return start ? { startId: start.id, isInterrupting: start.behaviour.isInterrupting !== false } : null;
}

/** One that undoes runs like any other sub-process. */
function isEventSubProcess({ triggeredByEvent, isHandler }: Attributes): boolean {
  return triggeredByEvent === true && isHandler !== true;
}

/** What bpmn-elements needs of an element; a wait's own attributes stay with us. */
function activityBehaviour(element: SerializedElement): Attributes {
  const behaviour = pick(element, ['attachedTo', 'cancelActivity']);
  if (isEventSubProcess(element.behaviour)) behaviour.triggeredByEvent = true;
  const { eventDefinitions, loopCharacteristics } = element.behaviour;
  if (eventDefinitions && !ownTimerElements.has(element.type)) {
    behaviour.eventDefinitions = eventDefinitions.map(({ type, Behaviour }) => ({
      type,
      behaviour: {},
      Behaviour,
    }));
  }
  if (loopCharacteristics) {
    const { type, Behaviour } = loopCharacteristics;
    behaviour.loopCharacteristics = { type, Behaviour };
  }
  return behaviour;
}

function flowBlueprint(flow: SerializedFlow): FlowBlueprint {
  const { sourceId, targetId, isDefault } = flow;
  return { ...blueprintOf(flow, pick(flow, ['conditionExpression'])), sourceId, targetId, isDefault };
}

function blueprintOf(element: SerializedElement, behaviour: Attributes): Blueprint {
  const { id, type, name, parent, Behaviour } = element;
  if (!Object.hasOwn(elementTypes, type)) throw new TypeError(`The engine does not run ${type} (${id}).`);
  return {
    id,
    type,
    ...(name && { name }),
    parent,
    behaviour: { ...behaviour, ...(name && { name }) },
    Behaviour,
  };
}

/** No token comes to the event at which compensation begins: its host knows what undoes it. */
function isExecuted({ type, behaviour }: SerializedElement): boolean {
  const isCompensation = behaviour.eventDefinitions?.[0]?.type === 'bpmn:CompensateEventDefinition';
  return Object.hasOwn(elementTypes, type) && !(type === 'bpmn:BoundaryEvent' && isCompensation);
}

function pick(element: SerializedElement, names: string[]): Attributes {
  return Object.fromEntries(
    names.filter((name) => name in element.behaviour).map((name) => [name, element.behaviour[name]]),
  );
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  const parts = value instanceof Map ? [...value.values()] : Object.values(value);
  for (const part of parts) deepFreeze(part);
  return value;
}
