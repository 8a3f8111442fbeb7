import type { ProcessModel } from '../ProcessModel.js';
import { type Activity, kElements, type ProcessExecution } from './bpmnElements.js';
import type { ErrorBoundary } from './ErrorBoundary.js';

/** An activity at which tokens wait; `StepActivity` is one. */
export interface TokenHolder extends Activity {
  /** Whether a token is here that may still go on. */
  readonly holdsToken: boolean;
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
  /** The error that it listens to, null for any; undefined when it doesn't, or no more. */
  readonly caughtError: string | null | undefined;
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

/**
 * What catches the error among the event sub-processes of a scope, else among the boundary events around it.
 */
export function findErrorHandler(
  model: ProcessModel,
  activities: Activity[],
  boundaries: Activity[],
  errorId: string | null,
): (() => void) | null {
  const inside = activities.flatMap((activity) => {
    const behaviour = eventSubProcessOf(activity);
    const caught = behaviour?.caughtError;
    return behaviour && caught !== undefined ? [{ caught, handle: () => behaviour.start() }] : [];
  });
  const around = boundaries.flatMap((activity) => {
    const caught = model.activity(activity.id)?.error?.errorId;
    const [definition] = (activity.eventDefinitions ?? []) as ErrorBoundary[];
    return definition && caught !== undefined ? [{ caught, handle: () => definition.handle() }] : [];
  });
  for (const catchers of [inside, around]) {
    const catcher =
      catchers.find(({ caught }) => caught === errorId) ?? catchers.find(({ caught }) => caught === null);
    if (catcher) return catcher.handle;
  }
  return null;
}

/** Lets the first inclusive gateway go on (in the order of the diagram) that nothing can reach any more. */
export function openFirstJoin(model: ProcessModel, activities: Activity[]): boolean {
  const holders = (activities as TokenHolder[]).filter((activity) => activity.holdsToken);
  const joins = holders.filter((activity) => activity.type === 'bpmn:InclusiveGateway');
  const open = joins.filter((join) => isJoinComplete(model, join, holders));
  const [first] = open.sort((a, b) => model.positionOf(a.id) - model.positionOf(b.id));
  first?.join();
  return first !== undefined;
}

/**
 * BPMN 2.0, 13.4.3: no token can come along a flow that has none yet, except one that may as well come along a flow
 * that has.
 */
function isJoinComplete(model: ProcessModel, join: TokenHolder, holders: TokenHolder[]): boolean {
  const ways = [...(model.upstreamOf(join.id) ?? [])];
  const isMarked = ([flowId]: (typeof ways)[number]) => join.hasTokenOf(flowId);
  const [marked, empty] = [ways.filter(isMarked), ways.filter((way) => !isMarked(way))];
  return holders.every(({ id }) => {
    const comes = ([, before]: (typeof ways)[number]) => before.has(id);
    return !empty.some(comes) || marked.some(comes);
  });
}

function eventSubProcessOf(activity: Activity): Listener | null {
  const isOne = activity.behaviour.triggeredByEvent === true && activity.status;
  return isOne ? ((activity.execution?.source as unknown as Listener | undefined) ?? null) : null;
}
