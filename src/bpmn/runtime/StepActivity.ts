import { EngineError } from '../../platform/errors.js';
import type { ActivityModel } from '../model.js';
import { Activity, type Content, kActivated, kExec, kMessageHandlers, type Message } from './bpmnElements.js';
import type { HandlerSeat } from './compensation/Undoings.js';
import { noteState, titleOf } from './noteState.js';
import { runOf } from './Run.js';
import type { RunContext } from './RunContext.js';
import type { StepFlow } from './StepFlow.js';
import { elementIdOf, seatNumberOf } from './seats.js';

type OnOutbound = (error: Error | null, outbound: object[]) => void;

/** Events that something listens to; the library publishes three times as many, each a message in several queues. */
const handledEvents = new Set(['enter', 'discard', 'end', 'leave', 'error']);
const initExecutionId = 'initExecutionId';
/** Consumer of the tokens that come in. */
const inboundConsumer = '_run-on-inbound';
/** What is over at once works on one token after the other. */
const passedAtOnce = /Gateway$|^bpmn:(StartEvent|EndEvent|IntermediateThrowEvent|BoundaryEvent)$/;

/**
 * bpmn-elements' Activity with counted execution ids (the library draws them at random), noting its course in the run.
 * Messages that nobody reads are left out: formatting (an extension point that we don't use), evaluation by messages,
 * discards. That halved the time of a step.
 */
export class StepActivity extends Activity implements HandlerSeat {
  /** Tokens at a gateway that joins, in the order in which they came. */
  private arrived: Message[] = [];
  /** Whether a token is about to begin here. */
  private isExpected = false;

  get elementId(): string {
    return elementIdOf(this.id);
  }

  /** An event sub-process begins to listen with its scope. */
  override activate(): void {
    super.activate();
    if (this.isEventSubProcess && (this.context as RunContext).isStarting()) this.run();
  }

  init(): void {
    this.assignExecutionId();
  }

  /** @returns the id of the execution that comes next */
  prepare(): string {
    this.assignExecutionId();
    return this[kExec].get(initExecutionId) as string;
  }

  /**
   * A token that arrives waits until those before it have come to rest: the library moves it on inside the call that
   * brought it, so that each node makes the stack deeper, and the garbage collector, which reads it, slower. Boundary
   * events begin at once, before their host can leave.
   */
  override run(content?: { inbound?: Content[] }): void {
    this.isExpected = true;
    const context = this.context as RunContext;
    const { generation } = context;
    if (this.type === 'bpmn:BoundaryEvent') this.beginNow(content);
    else
      context.run.defer(
        () => context.isAlive() && context.generation === generation && this.beginNow(content),
      );
  }

  /** A handler begins before the one that it follows leaves: else their scope could end between them. */
  beginNow(content?: { inbound?: Content[] }): void {
    this.isExpected = false;
    this.assignExecutionId();
    super.run({ ...content, inbound: content?.inbound?.map(originOf) });
  }

  /** Whether it can take a token. */
  get isFree(): boolean {
    return !this.status && !this.isExpected;
  }

  /** What undoes another activity begins with compensation alone. */
  override get isStart(): boolean {
    return super.isStart && !this.isHandler;
  }

  /** Tokens come in at the first seat. */
  override addInboundListeners(): number {
    return this.hasSeats && seatNumberOf(this.id) > 1 ? 0 : super.addInboundListeners();
  }

  /** Where each token gets a seat, it doesn't wait for those that are under way. */
  override _consumeInbound(): void {
    if (!this.hasSeats) super._consumeInbound();
    else if (this[kActivated] && seatNumberOf(this.id) === 1 && this.inbound.length > 0)
      this.broker.getQueue('inbound-q').assertConsumer(this[kMessageHandlers].onInbound, {
        consumerTag: inboundConsumer,
      });
  }

  override _onInbound(routingKey: string, message: Message): void {
    if (!this.hasSeats || routingKey !== 'flow.take') {
      super._onInbound(routingKey, message);
      return;
    }
    message.ack();
    const context = this.context as RunContext;
    const { raceSeat } = message.content;
    const seat =
      raceSeat === undefined ? context.freeSeat(this.elementId) : context.seatAt(this.elementId, raceSeat);
    seat.run({ inbound: [message.content] });
  }

  /** A parallel gateway goes on when each flow has brought a token, an inclusive one when `openFirstJoin` says so. */
  override _onJoinInbound(_routingKey: string, message: Message): void {
    this.arrived.push(message);
    if (this.type === 'bpmn:InclusiveGateway')
      (this.context as RunContext).run.watch(this.context as RunContext);
    else if (this.inbound.every(({ id }) => this.hasTokenOf(id))) this.join();
  }

  /** Goes on with one token of each flow; further tokens stay for the next time. */
  join(): void {
    const tokens = new Map<string, Message>();
    for (const message of this.arrived) {
      if (!tokens.has(message.content.id)) tokens.set(message.content.id, message);
    }
    this.arrived = [];
    for (const token of tokens.values()) token.ack();
    this.broker.cancel(inboundConsumer);
    this.run({ inbound: [...tokens.values()].map(({ content }) => content) });
  }

  hasTokenOf(flowId: string): boolean {
    return this.arrived.some(({ content }) => content.id === flowId);
  }

  get waitsForOthers(): boolean {
    return this.arrived.length > 0;
  }

  /** Not in the events of a race, whose token is at the gateway. */
  get holdsToken(): boolean {
    if (this.waitsForOthers) return true;
    if (!this.status || this.type === 'bpmn:BoundaryEvent') return false;
    const { model } = this.context as RunContext;
    return !this.inbound.some(
      ({ sourceId }) => model.activity(sourceId)?.blueprint.type === 'bpmn:EventBasedGateway',
    );
  }

  dropTokens(): void {
    this.arrived = [];
    this.broker.cancel(inboundConsumer);
    this.broker.getQueue('inbound-q').purge();
  }

  /** The library takes one of several flows to the same element. A race goes on at the seats that belong to its own. */
  override _doRunOutbound(outbound: object[], content: object): object[] {
    const isRace = this.type === 'bpmn:EventBasedGateway';
    const more = isRace ? { raceSeat: seatNumberOf(this.id) } : {};
    for (const flow of outbound) this._publishRunOutbound({ ...flow, ...more }, content);
    return outbound;
  }

  override _runDiscard(content?: object): void {
    this.assignExecutionId();
    super._runDiscard(content);
  }

  override _onRunMessage(routingKey: string, message: Message): void {
    if (routingKey === 'run.resume') super._onRunMessage(routingKey, message);
    else this._continueRunMessage(routingKey, message);
  }

  override _publishEvent(state: string, content: Content, properties?: object): void {
    noteState(this, state, content);
    if (handledEvents.has(state)) super._publishEvent(state, content, properties);
  }

  override _doOutbound(from: Message, isDiscarded: boolean, callback: OnOutbound): void {
    if (isDiscarded) callback(null, []);
    else super._doOutbound(from, isDiscarded, callback);
  }

  /** The default flow is taken when no condition on another holds (BPMN 2.0, table 10.3), beside those without one. */
  override evaluateOutbound(_from: Message, takeOne: boolean | undefined, callback: OnOutbound): void {
    const flows = this.outbound as StepFlow[];
    const met = flows.filter((flow) => !flow.isDefault && flow.isConditionMet());
    const isDecided = takeOne ? met.length > 0 : met.some((flow) => flow.hasCondition);
    const fallback = isDecided ? [] : flows.filter((flow) => flow.isDefault);
    const taken = takeOne && met.length > 0 ? met.slice(0, 1) : [...met, ...fallback];
    if (taken.length === 0) throw runOf(this).fail(this.noFlowToTake(flows));
    callback(
      null,
      taken.map(({ id, targetId }) => ({ id, targetId, action: 'take' })),
    );
  }

  private assignExecutionId(): void {
    const exec = this[kExec];
    if (exec.has(initExecutionId)) return;
    const round = (this.context as RunContext).nextRound(this.elementId);
    exec.set(initExecutionId, runOf(this).nextExecutionId(this.elementId, round));
  }

  private get hasSeats(): boolean {
    if (runOf(this).rules === 1) return false;
    const isWaiting = this.type === 'bpmn:EventBasedGateway' || this.model?.undoes;
    return !passedAtOnce.test(this.type) || Boolean(isWaiting);
  }

  private get isEventSubProcess(): boolean {
    return this.behaviour.triggeredByEvent === true;
  }

  private get isHandler(): boolean {
    return this.model?.isHandler === true;
  }

  private get model(): ActivityModel | undefined {
    return (this.context as RunContext).model.activity(this.elementId);
  }

  private noFlowToTake(flows: readonly StepFlow[]): EngineError {
    const met = flows.flatMap((flow) => flow.metCondition() ?? []);
    const reason = `${titleOf(this)}的出口条件都不成立，又没有默认出口，流程走不下去。`;
    return new EngineError(this.elementId, reason, met);
  }
}

/** Where a token came from, without the history that the library carries along from node to node. */
function originOf({ id, type, executionId, isSequenceFlow, sequenceId, repeat }: Content): object {
  return isSequenceFlow
    ? { id, isSequenceFlow, sequenceId }
    : { id, type, executionId, ...(repeat ? { repeat } : {}) };
}
