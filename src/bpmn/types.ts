import type { DefinitionProblem } from '../platform/errors.js';

export type { DefinitionProblem } from '../platform/errors.js';

/** The ticket's data as JSON: property names are those of the form fields. Conditions (FEEL) read it. */
export type Variables = Record<string, unknown>;

/** What the rest of the program knows of one element of a diagram. */
export interface DefinitionElement {
  id: string;
  /** BPMN type such as `bpmn:UserTask`. */
  type: string;
  name: string | null;
  documentation: string | null;
  /** Name of the lane that holds the element. */
  lane: string | null;
  /** Id of the enclosing sub-process. */
  parentId: string | null;
  formKey: string | null;
  /** `camunda:property` values by name, such as `excludePerformerOf`. */
  properties: Record<string, string>;
  sourceId: string | null;
  targetId: string | null;
  attachedTo: string | null;
}

/** A diagram after the check: with problems it can't be deployed; without, `source` is what is stored and executed. */
export interface CheckedDefinition {
  key: string;
  name: string;
  problems: DefinitionProblem[];
  /** What may be meant otherwise than it runs; it is deployed all the same. */
  warnings: DefinitionProblem[];
  /** Serialised model for `loadDefinition`; empty when there are problems. */
  source: string;
  elements: DefinitionElement[];
  /** Form keys that the diagram names, without repeats. */
  formKeys: string[];
  /** Form of the start event, if it has one. */
  startFormKey: string | null;
}

/** JSON-safe execution state of one ticket; opaque to everybody but the engine. */
export type EngineState = Record<string, unknown>;

/** `variables` are always the ticket's whole data after the change that led to the command. */
export type EngineCommand =
  /** `startId`: the start event where it begins; absent: the first without a trigger. */
  | { type: 'start'; startId?: string; variables: Variables }
  /** `vote`: how a signer of a 会签 voted, which its completion condition counts. */
  | { type: 'completeTask'; executionId: string; vote?: boolean; variables: Variables }
  | { type: 'fireTimer'; executionId: string; variables: Variables }
  | { type: 'deliverMessage'; executionId: string; variables: Variables }
  | { type: 'deliverSignal'; executionId: string; variables: Variables }
  /** The data changed while nothing was answered: conditional events look at it. */
  | { type: 'changeData'; variables: Variables }
  | { type: 'completeService'; executionId: string; variables: Variables }
  | { type: 'completeCall'; executionId: string; variables: Variables }
  /** The service or the called process has failed, with this error. */
  | { type: 'throwError'; executionId: string; code: string | null; variables: Variables }
  /** The called process escalates, and goes on. */
  | { type: 'escalate'; executionId: string; code: string | null; variables: Variables }
  /**
   * Goes back to the element `to`, from the wait named; `executionId` null: without one, in the only execution of the
   * scope of `to`.
   */
  | { type: 'move'; executionId: string | null; to: string; variables: Variables }
  /**
   * Takes back one instance of a multi-instance task that is done. When that loop is over, it is gone back to from the
   * wait named by `from` (null: without one) and goes on where it stood without this instance. `vote`: how it had voted.
   */
  | {
      type: 'reopen';
      elementId: string;
      executionId: string;
      from: string | null;
      vote?: boolean;
      variables: Variables;
    }
  | { type: 'cancel'; variables: Variables };

/** Position of a multi-instance child in its collection. */
export interface LoopPosition {
  index: number;
  item: unknown;
}

/** A user task that waits for a person. Expressions (`${FEEL}`) are already evaluated. */
export interface WaitingTask {
  executionId: string;
  elementId: string;
  name: string;
  formKey: string | null;
  /** Person id as the expression gave it, else null. */
  assignee: unknown;
  candidateGroups: string[];
  /** ISO 8601 in UTC, else null. */
  dueAt: string | null;
  priority: number;
  properties: Record<string, string>;
  loop: LoopPosition | null;
}

export interface WaitingMessage {
  executionId: string;
  elementId: string;
  messageName: string;
  /** Of several tickets that wait for the message, it is for the one with this key; null: it has none. */
  correlationKey: string | null;
}

export interface WaitingSignal {
  executionId: string;
  elementId: string;
  signalName: string;
}

export interface WaitingCondition {
  executionId: string;
  elementId: string;
  /** Whether it was true when it was looked at last: it must become false before it comes again. */
  isMet: boolean;
}

/** A signal or message that left the ticket. The ticket's own events have got the signal already. */
export interface ThrownEvent {
  kind: 'signal' | 'message';
  name: string;
  elementId: string;
  executionId: string;
  /** Of a message: which of several tickets it is for. */
  correlationKey: string | null;
  /** What it brings. */
  data: Record<string, unknown>;
}

export interface WaitingTimer {
  executionId: string;
  elementId: string;
  /** The activity whose time it measures, for a boundary timer. */
  attachedTo: string | null;
  /** ISO 8601 in UTC. */
  dueAt: string;
}

/** A service, send or business-rule task: a job runs it and answers with `completeService`. */
export interface ServiceRequest {
  executionId: string;
  elementId: string;
  /** `camunda:topic`, the name of the code in src/modules/tickets/services that does it. */
  topic: string;
  /** Evaluated `camunda:inputParameter`s. */
  input: Record<string, unknown>;
  properties: Record<string, string>;
}

/** A call activity: a child ticket of that process answers with `completeCall`. */
export interface CallRequest {
  executionId: string;
  elementId: string;
  calledElement: string;
  /** `camunda:in` mapping, evaluated: what the child starts with. */
  input: Record<string, unknown>;
  /** `camunda:out` mapping: target variable of the parent -> FEEL over the child's variables. */
  output: Record<string, string>;
  loop: LoopPosition | null;
}

export type EngineEventType =
  | 'activity.entered'
  | 'activity.completed'
  | 'activity.cancelled'
  | 'flow.taken'
  | 'timer.fired'
  | 'signal.thrown'
  | 'signal.caught'
  | 'message.thrown'
  | 'condition.met'
  | 'process.ended';

/** What the engine did, in the order in which it did it. */
export interface EngineEvent {
  type: EngineEventType;
  elementId: string;
  /** Null for `flow.taken`. */
  executionId: string | null;
  /** What the conditions that decided here saw of a loop around them (item, place, counts): no form tells it afterwards. */
  seen?: Variables;
}

/** An error or escalation that nobody in the process caught: it goes to the process that called it. */
export interface Uncaught {
  /** The event that raised it, or the activity that failed. */
  elementId: string;
  code: string | null;
  name: string | null;
}

/** Where the ticket stands after a command. The lists of what waits are the whole present, not what is new. */
export interface StepResult {
  state: EngineState;
  tasks: WaitingTask[];
  messages: WaitingMessage[];
  signals: WaitingSignal[];
  conditions: WaitingCondition[];
  timers: WaitingTimer[];
  serviceRequests: ServiceRequest[];
  calls: CallRequest[];
  /** What this command made leave the ticket. */
  thrown: ThrownEvent[];
  /** Only what this command caused. */
  events: EngineEvent[];
  ended: boolean;
  /** Id of the end event reached last, once ended (null when cancelled). */
  endEventId: string | null;
  /** The error with which it ended, where there is one. */
  error?: Uncaught;
  /** Escalations of this command that go to the caller, where there are any. */
  escalations?: Uncaught[];
}
