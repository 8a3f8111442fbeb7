import type { Definition } from './loadDefinition.js';
import type { TimerKind } from './timers.js';

/** A start event of a process that something other than a person triggers. */
export type StartTrigger =
  | { elementId: string; kind: 'message' | 'signal'; name: string }
  | { elementId: string; kind: 'timer'; timer: { kind: TimerKind; text: string } };

/** What starts tickets of a process, in the order of the diagram. */
export function triggersOf({ model }: Definition): StartTrigger[] {
  return model.startsOf(model.processId).flatMap((elementId): StartTrigger[] => {
    const activity = model.activity(elementId);
    const wait = activity?.blueprint.type === 'bpmn:StartEvent' ? activity.wait : null;
    switch (wait?.kind) {
      case 'message':
        return [{ elementId, kind: 'message', name: wait.messageName }];
      case 'signal':
        return [{ elementId, kind: 'signal', name: wait.signalName }];
      case 'timer': {
        const { kind, template } = wait.timer;
        return 'literal' in template
          ? [{ elementId, kind: 'timer', timer: { kind, text: template.literal } }]
          : [];
      }
      default:
        return [];
    }
  });
}
