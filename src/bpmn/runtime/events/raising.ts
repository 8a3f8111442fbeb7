import type { RaisedModel } from '../../model.js';
import type { Activity } from '../bpmnElements.js';
import { elementIdOf } from '../seats.js';

/** Something that catches errors or escalations, and how it goes on then. */
export interface Catcher {
  caught: RaisedModel;
  handle(): void;
}

/** Where something may be raised; `RunContext` is one. */
interface RaisingScope {
  run: { leaveUncaught(raised: RaisedModel, elementId: string): void };
  outer(): RaisingScope | null;
  /** What handles it in this scope or on its border. */
  catcherOf(raised: RaisedModel): Catcher | null;
  /** What listens on the border of an activity of this scope. */
  boundaryCatchers(activity: Pick<Activity, 'id'>): Catcher[];
}

/**
 * The catcher of what was raised: one that names just this goes before one that catches any (BPMN 2.0, 10.5.1). Within a
 * process the element says what it is, across processes and from services its code.
 */
export function catcherOf(catchers: readonly Catcher[], raised: RaisedModel): Catcher | null {
  const fitting = catchers.filter(({ caught }) => caught.kind === raised.kind);
  const isJustThis = ({ caught: { id, code } }: Catcher) =>
    id !== null && (id === raised.id || (code !== null && code === raised.code));
  return fitting.find(isJustThis) ?? fitting.find(({ caught }) => caught.id === null) ?? null;
}

/** Throws in a scope: it, or the nearest around that catches, handles it. What nobody catches leaves the process. */
export function raiseFrom(from: RaisingScope, raised: RaisedModel, elementId: string): void {
  for (let scope: RaisingScope | null = from; scope; scope = scope.outer()) {
    const catcher = scope.catcherOf(raised);
    if (!catcher) continue;
    catcher.handle();
    return;
  }
  from.run.leaveUncaught(raised, elementId);
}

/** Throws at an activity that waits for a service or a called process: its own boundary events come first. */
export function raiseAt(activity: Activity, raised: RaisedModel): void {
  const context = activity.context as RaisingScope;
  const catcher = catcherOf(context.boundaryCatchers(activity), raised);
  if (catcher) catcher.handle();
  else raiseFrom(context, raised, elementIdOf(activity.id));
}
