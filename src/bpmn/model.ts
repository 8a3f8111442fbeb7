import type { TimerKind } from './timers.js';
import type { DefinitionElement } from './types.js';

/** A Camunda attribute: `${FEEL}` or literal text. */
export type Template = { feel: string } | { literal: string };

export interface TimerModel {
  kind: TimerKind;
  template: Template;
}

export interface LoopModel {
  isSequential: boolean;
  /** FEEL of the collection or of the number of instances. */
  collection: string | null;
  cardinality: string | null;
  completionCondition: string | null;
  elementVariable: string;
}

export interface Mapping {
  target: string;
  template: Template;
}

/** What an activity waits for, read from the diagram once. */
export type WaitModel =
  | {
      kind: 'task';
      formKey: string | null;
      assignee: Template | null;
      candidateGroups: Template | null;
      dueDate: Template | null;
      priority: Template | null;
    }
  | { kind: 'message'; messageName: string; correlationKey: string | null }
  | { kind: 'signal'; signalName: string }
  | { kind: 'condition'; condition: string }
  | { kind: 'timer'; timer: TimerModel }
  | { kind: 'service'; topic: string; input: Mapping[] }
  | {
      kind: 'call';
      calledElement: string;
      passAll: boolean;
      input: Mapping[];
      output: Record<string, string>;
    };

/** What starts an event sub-process: the event of its start event. */
export interface TriggerModel {
  startId: string;
  isInterrupting: boolean;
}

/** What an event or a send task sends to others. `correlationKey` is FEEL over the sender's data. */
export type ThrowModel =
  | { kind: 'signal'; signalName: string; data: Mapping[] }
  | { kind: 'message'; messageName: string; correlationKey: string | null; data: Mapping[] };

/** An error or escalation that an event raises or catches, or that comes from a service or a called process. */
export interface RaisedModel {
  kind: 'error' | 'escalation';
  /** Id of its element; null: caught is any, raised is one from outside of the process. */
  id: string | null;
  /** `errorCode` or `escalationCode`, by which processes know it; null: none. */
  code: string | null;
  name: string | null;
}

/** What a throw or end event has undone. */
export interface UndoModel {
  /** The activity; null: whatever can be undone in its scope. */
  activityId: string | null;
  /** Whether the token waits until it is undone. */
  isAwaited: boolean;
}

/** bpmn-elements' own description of an activity or flow, with the constructor that executes it. */
export interface Blueprint {
  id: string;
  type: string;
  name?: string;
  parent: { id: string; type: string };
  behaviour: Record<string, unknown>;
  Behaviour: new (blueprint: Blueprint, context: object) => unknown;
}

export interface FlowBlueprint extends Blueprint {
  sourceId: string;
  targetId: string;
  isDefault?: boolean;
}

export interface ActivityModel {
  blueprint: Blueprint;
  element: Pick<DefinitionElement, 'id' | 'name' | 'properties' | 'attachedTo'>;
  wait: WaitModel | null;
  timer: TimerModel | null;
  loop: LoopModel | null;
  /** Of an event sub-process. */
  trigger: TriggerModel | null;
  raised: RaisedModel | null;
  throws: ThrowModel | null;
  /** Of an event that throws compensation. */
  undoes: UndoModel | null;
  /** The element that undoes it when it has been done. */
  undoneBy: string | null;
  /** Whether it undoes another: nothing leads to it but compensation. */
  isHandler: boolean;
}
