import * as elements from 'bpmn-elements';

/**
 * The part of bpmn-elements 17.3.0 that the engine touches, with the types its own declarations leave out. The symbols
 * are in the global registry of the library; the versions are pinned because these are its inner parts.
 */
export const kActivated = Symbol.for('activated');
export const kExec = Symbol.for('exec');
export const kPostponed = Symbol.for('postponed');
export const kMessageHandlers = Symbol.for('messageHandlers');
export const kExecuteMessage = Symbol.for('executeMessage');
export const kElements = Symbol.for('elements');

export interface Content {
  id: string;
  type: string;
  executionId: string;
  isRootScope?: boolean;
  isMultiInstance?: boolean;
  index?: number;
  expireAt?: string;
  repeat?: unknown;
  parent?: { id: string; executionId: string; path?: { id: string; executionId: string }[] };
  isSequenceFlow?: boolean;
  inbound?: { id: string; repeat?: unknown }[];
  /** Of a token that comes from a race: which seats the events of the race have. */
  raceSeat?: number;
  [key: string]: unknown;
}

export interface Message {
  fields: { routingKey: string; redelivered?: boolean };
  ack(): void;
  content: Content;
  properties: Record<string, unknown> & { type?: string; correlationId?: string };
}

type OnOutbound = (error: Error | null, outbound: object[]) => void;
type OnMessage = (routingKey: string, message: Message) => void;

export interface Broker {
  publish(exchange: string, routingKey: string, content: object, properties?: object): void;
  subscribeTmp(exchange: string, pattern: string, onMessage: OnMessage, options: object): void;
  cancel(consumerTag: string): void;
  getQueue(name: string): { purge(): void; assertConsumer(onMessage: OnMessage, options: object): void };
}

export interface ProcessExecution {
  executionId: string;
  context: unknown;
  completed: boolean;
  status: string;
  stopped: boolean;
  isRunning: boolean;
  getActivities(): Activity[];
  [kMessageHandlers]: { onActivityEvent: OnMessage };
  [kExecuteMessage]: Message;
  [kElements]: { postponed: Set<Message> };
}

export interface ActivityExecution {
  completed: boolean;
  source: Behaviour & { executions?: ProcessExecution[] };
  [kPostponed]: Set<Message>;
}

export interface Activity {
  id: string;
  type: string;
  status?: string;
  stopped?: boolean;
  broker: Broker;
  context: unknown;
  isStart: boolean;
  isSubProcess?: boolean;
  executionId: string;
  environment: object;
  behaviour: Record<string, unknown>;
  execution?: ActivityExecution;
  activate(): void;
  run(content?: object): void;
  discard(): void;
  eventDefinitions?: Behaviour[];
  inbound: Flow[];
  outbound: Flow[];
  evaluateOutbound(from: Message, takeOne: boolean | undefined, callback: OnOutbound): void;
  _runDiscard(content?: object): void;
  addInboundListeners(): number;
  _consumeInbound(): void;
  _onInbound(routingKey: string, message: Message): void;
  _onJoinInbound(routingKey: string, message: Message): void;
  _doRunOutbound(outbound: object[], content: object): object[];
  _publishRunOutbound(flow: object, content: object): void;
  _onRunMessage(routingKey: string, message: Message): void;
  _continueRunMessage(routingKey: string, message: Message): void;
  _doOutbound(from: Message, isDiscarded: boolean, callback: OnOutbound): void;
  _publishEvent(state: string, content: Content, properties?: object): void;
  [kActivated]: boolean;
  [kExec]: Map<string, unknown>;
  [kMessageHandlers]: { onInbound: OnMessage };
}

export interface Flow {
  id: string;
  sourceId: string;
  targetId: string;
  isDefault?: boolean;
  broker: Broker;
  take(content: object): boolean;
}

export interface Process {
  id: string;
  executionId: string;
  status?: string;
  execution?: ProcessExecution;
  init(executionId?: string): void;
  run(): void;
  resume(): void;
  recover(state: object): void;
  getState(): Record<string, unknown>;
}

/** What every element of a run shares; `options` are those that the library itself doesn't know. */
export interface Environment {
  options: Record<string, unknown>;
}

export interface Behaviour {
  execute(message: Message): void;
}

interface BpmnElements {
  Activity: new (behaviour: unknown, definition: object, context: object) => Activity;
  Environment: new (options: object) => Environment;
  Process: new (definition: object, context: object) => Process;
  SequenceFlow: new (definition: object, context: object) => Flow;
}

export const { Activity, Environment, Process, SequenceFlow } = elements as unknown as BpmnElements;
export const stockTypes = elements as unknown as Record<string, unknown>;
