import type { RaisedModel } from '../model.js';
import type { ProcessModel } from '../ProcessModel.js';
import { type Activity, kElements, type ProcessExecution } from './bpmnElements.js';
import type { CatchBoundary } from './events/CatchBoundary.js';
import type { Catcher } from './events/raising.js';
import { elementIdOf } from './seats.js';

/** An activity at which tokens wait; `StepActivity` is one. */
export interface TokenHolder extends Activity {
  /** Whether it can take a token. */
  readonly isFree: boolean;
  /** Whether a token is here that may still go on. */
  readonly holdsToken: boolean;
  /** Whether it is a gateway at which tokens wait for others. */
  readonly waitsForOthers: boolean;
  hasTokenOf(flowId: string): boolean;
  /** Takes one token of each flow that has any. */
  join(): void;
  /** Forgets what waits to come in. */
  dropTokens(): void;
}

/** What listens to its start event while its scope is under way; `EventSubProcess` is one. */
export interface Listener {
  /** Nothing has started it, or what was started has ended. */
  readonly isIdle: boolean;
  /** The error or escalation that it listens to; null when it doesn't, or no more. */
  readonly caught: RaisedModel | null;
  /** The event has come. */
  start(): void;
}

/** Ends all that is under way or waits in a scope, except the event sub-process that interrupts it. */
export function interruptScope(execution: ProcessExecution, activities: Activity[], by: Activity): void {
  const { postponed } = execution[kElements];
  for (const message of [...postponed].filter(({ content }) => content.isSequenceFlow)) {
    postponed.delete(message);
    message.ack();
  }
  const others = (activities as TokenHolder[]).filter((activity) => activity !== by);
  for (const activity of others) activity.dropTokens();
  for (const activity of others) {
    if (activity.status && activity.type !== 'bpmn:BoundaryEvent') activity.discard();
  }
}

/** Stops the event sub-processes of a scope when nothing else is left in it; returns whether that was so. */
export function endIfOnlyListening(execution: ProcessExecution, activities: Activity[]): boolean {
  const idle = activities.filter((activity) => eventSubProcessOf(activity)?.isIdle);
  const ids = new Set(idle.map(({ id }) => id));
  const rest = [...execution[kElements].postponed].filter(({ content }) => !ids.has(content.id));
  if (idle.length === 0 || rest.length > 0) return false;
  for (const activity of idle) activity.discard();
  return true;
}

/** What listens among the event sub-processes of a scope. */
export function catchersInside(activities: Activity[]): Catcher[] {
  return activities.flatMap((activity) => {
    const behaviour = eventSubProcessOf(activity);
    const caught = behaviour?.caught;
    return behaviour && caught ? [{ caught, handle: () => behaviour.start() }] : [];
  });
}

/** What listens among boundary events. */
export function catchersAmong(model: ProcessModel, boundaries: Activity[]): Catcher[] {
  return boundaries.flatMap((activity) => {
    const caught = model.activity(elementIdOf(activity.id))?.raised;
    const [definition] = (activity.eventDefinitions ?? []) as CatchBoundary[];
    return caught && definition?.isListening ? [{ caught, handle: () => definition.handle() }] : [];
  });
}

/** Lets the first inclusive gateway go on (in the order of the diagram) that nothing can reach any more. */
export function openFirstJoin(model: ProcessModel, activities: Activity[], rules: number): boolean {
  const holders = (activities as TokenHolder[]).filter((activity) => activity.holdsToken);
  const joins = holders.filter((activity) => activity.type === 'bpmn:InclusiveGateway');
  const open = joins.filter((join) => isJoinComplete(model, join, holders, rules));
  const [first] = open.sort((a, b) => model.positionOf(a.id) - model.positionOf(b.id));
  first?.join();
  return first !== undefined;
}

/**
 * BPMN 2.0, 13.4.3: no token can come along a flow that has none yet, except one from which sequence flows lead as well
 * to a flow that has.
 */
function isJoinComplete(
  model: ProcessModel,
  join: TokenHolder,
  holders: TokenHolder[],
  rules: number,
): boolean {
  const ways = [...(model.upstreamOf(join.id) ?? [])];
  const waysOf = (isMarked: boolean) =>
    ways.filter(([flowId]) => join.hasTokenOf(flowId) === isMarked).map(([, way]) => way);
  const [marked, empty] = [waysOf(true), waysOf(false)];
  const excuse = rules === 1 ? 'anyhow' : 'bySequenceFlow';
  return holders.every(({ id }) => {
    const from = elementIdOf(id);
    return !empty.some((way) => way.anyhow.has(from)) || marked.some((way) => way[excuse].has(from));
  });
}

function eventSubProcessOf(activity: Activity): Listener | null {
  const isOne = activity.behaviour.triggeredByEvent === true && activity.status;
  return isOne ? ((activity.execution?.source as unknown as Listener | undefined) ?? null) : null;
}
