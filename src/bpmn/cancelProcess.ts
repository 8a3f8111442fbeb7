import type { Definition } from './loadDefinition.js';
import { endedState, type SavedState } from './runtime/state/savedState.js';
import type { StepResult } from './types.js';

/** Ends the process of a ticket where it stands; no element is executed any more. */
export function cancelProcess({ model }: Definition, saved: SavedState): StepResult {
  const cancelled = saved.active.filter(
    ([, id]) => model.activity(id)?.blueprint.type !== 'bpmn:BoundaryEvent',
  );
  return {
    state: endedState(),
    tasks: [],
    messages: [],
    signals: [],
    conditions: [],
    timers: [],
    serviceRequests: [],
    calls: [],
    thrown: [],
    events: [
      ...cancelled.map(([executionId, elementId]) => ({
        type: 'activity.cancelled' as const,
        elementId,
        executionId,
      })),
      { type: 'process.ended', elementId: model.processId, executionId: 'process' },
    ],
    ended: true,
    endEventId: null,
  };
}
