import type { Message } from '../bpmnElements.js';
import { elementIdOf } from '../seats.js';
import type { SavedState } from './savedState.js';

interface Queue {
  name: string;
  options?: object;
  messages: Message[];
}

/** An activity in the saved state of its scope. */
export interface SavedActivity {
  id: string;
  type: string;
  executionId?: string;
  status?: string;
  stopped?: boolean;
  counters?: object;
  broker?: { queues: Queue[] };
  /** Of a sub-process: its one execution, or those of its loop. */
  execution?: SavedScope & { executions?: SavedScope[] };
}

export interface SavedScope {
  executionId?: string;
  completed?: boolean;
  children?: SavedActivity[];
}

/** One running scope in the saved state, open to change. */
export interface Place {
  scopeId: string;
  /** The seat of the sub-process, as its children name it; the process itself has but one. */
  seat: string;
  executionId: string;
  children: SavedActivity[];
  /** What bpmn-elements counts as under way: activities that were entered, and tokens on flows. */
  messages: Message[];
  /** The element in this scope that holds what was looked for; null when it is this scope itself. */
  elementId: string | null;
}

/** The running scopes around an execution, the innermost first; empty when it isn't under way. */
export function placesAround(saved: SavedState, executionId: string): Place[] {
  return search(rootPlace(saved), executionId) ?? [];
}

/** Every running execution of a scope. */
export function placesOf(saved: SavedState, scopeId: string): Place[] {
  const found: Place[] = [];
  const open = [rootPlace(saved)];
  for (let place = open.pop(); place; place = open.pop()) {
    if (place.scopeId === scopeId) found.push(place);
    open.push(...place.children.flatMap(innerPlaces));
  }
  return found;
}

/** The process itself. */
export function rootPlace({ process }: SavedState): Place {
  const root = process as SavedActivity;
  return placeOf(root, root.execution as SavedScope, 'execute-process-q');
}

function search(place: Place, executionId: string): Place[] | null {
  for (const child of place.children) {
    if (isPartOf(executionId, child)) return [{ ...place, elementId: elementIdOf(child.id) }];
    for (const inner of innerPlaces(child)) {
      const found = search(inner, executionId);
      if (found) return [...found, { ...place, elementId: elementIdOf(child.id) }];
    }
  }
  return null;
}

/** Instances of a loop have the execution id of their activity with a number behind. */
function isPartOf(executionId: string, { executionId: whole }: SavedActivity): boolean {
  return whole !== undefined && (executionId === whole || executionId.startsWith(`${whole}_`));
}

/** The running executions of a sub-process. */
export function innerPlaces(activity: SavedActivity): Place[] {
  const { execution } = activity;
  const scopes = execution?.executions ?? (execution?.children ? [execution] : []);
  const running = scopes.filter((scope) => !scope.completed);
  return running.map((scope) => placeOf(activity, scope, `execute-${scope.executionId}-q`));
}

function placeOf(owner: SavedActivity, scope: SavedScope, queueName: string): Place {
  const queue = owner.broker?.queues.find(({ name }) => name === queueName);
  return {
    scopeId: elementIdOf(owner.id),
    seat: owner.id,
    executionId: scope.executionId ?? '',
    children: scope.children ?? [],
    messages: queue?.messages ?? [],
    elementId: null,
  };
}
