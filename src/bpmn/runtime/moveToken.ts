import { UnfitCommand } from '../../platform/errors.js';
import type { FlowBlueprint } from '../model.js';
import type { ProcessModel } from '../ProcessModel.js';
import type { EngineCommand } from '../types.js';
import type { Message, Process } from './bpmnElements.js';
import { resumeProcess } from './execution.js';
import type { Run } from './Run.js';
import { elementIdOf } from './seats.js';
import { type Place, placesAround, placesOf, type SavedActivity } from './state/places.js';
import { elementIdsIn, type SavedState } from './state/savedState.js';
import { type Tokens, type Undone, undoneBy } from './undoneBy.js';

type MoveTarget = Pick<Extract<EngineCommand, { type: 'move' }>, 'executionId' | 'to'>;

/**
 * Goes back to an element: what followed from it is given up, what runs beside it stays, and a token arrives at it anew.
 * It is done on the saved state, between two steps, when no token is on its way.
 * @throws {UnfitCommand} when the element doesn't lie before the one that waits, or another token would be lost
 */
export function moveToken(
  model: ProcessModel,
  saved: SavedState,
  run: Run,
  { executionId, to }: MoveTarget,
): Process {
  const found = findUndone(model, saved, { executionId, to });
  if (!found) throw new UnfitCommand(to, '该环节不在当前环节之前，不能退回到那里。');
  const { place, undone } = found;
  if (losesTokens(model, place, undone))
    throw new UnfitCommand(to, '同样的环节另有一份在办，退回会把它一并取消，因此不能退回到那里。');
  removeUndone(place, undone);
  run.forgetLoops(place.executionId, undone.elements);
  const again = run.reopened?.elementId;
  run.undoings.forget(place.executionId, new Set([...undone.elements].filter((id) => id !== again)));
  for (const flow of undone.flowsToRestore) if (!hasToken(place, flow)) putToken(model, place, flow, run);
  for (const flow of flowsToEnter(model, to)) putToken(model, place, flow, run);
  const process = resumeProcess(model, { ...saved, elementIds: elementIdsIn(saved.process) }, run);
  run.settle();
  return process;
}

/** Ids of the elements that a waiting execution may be moved back to. */
export function movableFrom(model: ProcessModel, saved: SavedState, executionId: string): string[] {
  return placesAround(saved, executionId).flatMap((place) => {
    const tokens = tokensIn(model, place);
    const isWayBack = (id: string) => {
      const undone = undoneBy(model, id, place.elementId, tokens);
      return undone !== null && !losesTokens(model, place, undone) && !isUndoing(model, place, undone);
    };
    return model.elementsOf(place.scopeId).filter((id) => canReceiveToken(model, id) && isWayBack(id));
  });
}

/** Ids of the elements that a move would take back; null when it can't be made. */
export function undoneElements(
  model: ProcessModel,
  saved: SavedState,
  move: MoveTarget,
): ReadonlySet<string> | null {
  return findUndone(model, saved, move)?.undone.elements ?? null;
}

function findUndone(model: ProcessModel, saved: SavedState, { executionId, to }: MoveTarget) {
  const place = placeToMove(model, saved, executionId, to);
  const undone =
    place && undoneBy(model, to, executionId === null ? null : place.elementId, tokensIn(model, place));
  return undone && !isUndoing(model, place, undone) ? { place, undone } : null;
}

/** Whether an event waits there until all is undone: what it has begun is not given up. */
function isUndoing(model: ProcessModel, { messages }: Place, { elements }: Undone): boolean {
  return messages.some(({ content }) => elements.has(content.id) && model.activity(content.id)?.undoes);
}

/** Whether more tokens would be given up than can have come of the one that is put in their place. */
function losesTokens(model: ProcessModel, place: Place, { elements, flows }: Undone): boolean {
  if ([...elements].some((id) => model.splits(id))) return false;
  const tokens = place.messages.filter(({ content }) => {
    const id = elementIdOf(content.id);
    return flows.has(id) || (elements.has(id) && model.activity(id)?.element.attachedTo === null);
  });
  return tokens.length > 1;
}

function tokensIn(model: ProcessModel, place: Place): Tokens {
  const ids = place.messages.map(({ content }) => elementIdOf(content.id));
  return {
    elements: new Set(ids.filter((id) => model.activity(id))),
    flows: new Set(ids.filter((id) => model.flow(id))),
  };
}

function placeToMove(model: ProcessModel, saved: SavedState, executionId: string | null, to: string) {
  const scopeId = model.activity(to)?.blueprint.parent.id ?? '';
  if (!canReceiveToken(model, to)) return undefined;
  if (executionId !== null)
    return placesAround(saved, executionId).find((place) => place.scopeId === scopeId);
  const places = placesOf(saved, scopeId);
  return places.length === 1 ? places[0] : undefined;
}

function canReceiveToken(model: ProcessModel, id: string): boolean {
  const type = model.activity(id)?.blueprint.type;
  return type === 'bpmn:StartEvent' || (type !== 'bpmn:BoundaryEvent' && model.inboundOf(id).length > 0);
}

/** A start event begins only with its scope, so the token is put behind it. */
function flowsToEnter(model: ProcessModel, to: string): FlowBlueprint[] {
  const inbound = model.inboundOf(to);
  return inbound.length > 0 ? inbound.slice(0, 1) : model.outboundOf(to);
}

/** Takes away what is under way at the elements, and the tokens that came by the flows; others that queue there stay. */
function removeUndone(place: Place, { elements, flows }: Undone): void {
  const isGone = ({ content }: Message) => elements.has(elementIdOf(content.id)) || flows.has(content.id);
  removeWhere(place.messages, isGone);
  for (const child of place.children) {
    if (child.broker) child.broker.queues = child.broker.queues.filter((queue) => keeps(child, queue.name));
    removeWhere(inboundQueueOf(child), isGone);
    if (elements.has(elementIdOf(child.id))) resetActivity(child);
  }

  function keeps(child: SavedActivity, queue: string): boolean {
    return queue === 'inbound-q' || !elements.has(elementIdOf(child.id));
  }
}

/** Leaves an activity as if no token had come to it yet. */
function resetActivity(activity: SavedActivity): void {
  for (const name of ['status', 'executionId', 'stopped', 'execution'] as const) delete activity[name];
}

function removeWhere<Item>(items: Item[], isGone: (item: Item) => boolean): void {
  items.splice(0, items.length, ...items.filter((item) => !isGone(item)));
}

function hasToken(place: Place, { id }: FlowBlueprint): boolean {
  return place.messages.some(({ content }) => content.id === id);
}

/** A token that has arrived by a flow and waits, as bpmn-elements saves it. */
function putToken(model: ProcessModel, place: Place, flow: FlowBlueprint, run: Run): void {
  const target = childOf(model, place, flow.targetId);
  const { id, type, sourceId, targetId, parent } = flow;
  const message = {
    fields: { routingKey: 'flow.take', exchange: 'event' },
    content: {
      action: 'take',
      sequenceId: run.nextTokenId(),
      id,
      type,
      sourceId,
      targetId,
      isSequenceFlow: true,
      parent: { ...parent, id: place.seat, executionId: place.executionId },
    },
    properties: { type: 'take' },
  } as unknown as Message;
  inboundQueueOf(target).push(message);
  place.messages.push(structuredClone(message));
}

function childOf(model: ProcessModel, place: Place, id: string): SavedActivity {
  const known = place.children.find((child) => child.id === id);
  if (known) return known;
  const { type } = (model.activity(id) as NonNullable<ReturnType<ProcessModel['activity']>>).blueprint;
  const child = { id, type, counters: { taken: 0, discarded: 0 }, broker: { queues: [] } };
  place.children.push(child);
  return child;
}

function inboundQueueOf(activity: SavedActivity): Message[] {
  activity.broker ??= { queues: [] };
  const known = activity.broker.queues.find(({ name }) => name === 'inbound-q');
  if (known) return known.messages;
  const queue = { name: 'inbound-q', options: { autoDelete: false, durable: true }, messages: [] };
  activity.broker.queues.push(queue);
  return queue.messages;
}
