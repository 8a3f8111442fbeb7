import type { FlowBlueprint, RaisedModel } from '../model.js';
import type { ProcessModel } from '../ProcessModel.js';
import {
  type Activity,
  type Flow,
  kExecuteMessage,
  kMessageHandlers,
  type Process,
  type ProcessExecution,
} from './bpmnElements.js';
import { ContextBase } from './ContextBase.js';
import type { HandlerSeat } from './compensation/Undoings.js';
import { type Catcher, catcherOf } from './events/raising.js';
import { startsOf } from './events/starts.js';
import type { RestingScope, Run } from './Run.js';
import {
  catchersAmong,
  catchersInside,
  endIfOnlyListening,
  interruptScope,
  openFirstJoin,
  type TokenHolder,
} from './scopeMoves.js';
import { blueprintAt, elementIdOf, seatId, seatNumberOf } from './seats.js';
import type { LoopScope } from './state/memory.js';

/**
 * Stands in for bpmn-elements' Context: one for each execution of a scope (process or embedded sub-process). It makes
 * activities and flows only when a token needs them — the start, those with saved state, the target of a taken flow —
 * since building the brokers of all 60 nodes took most of a step (see tests/bench/engine.ts).
 */
export class RunContext extends ContextBase implements RestingScope {
  /** Counts the interruptions of the scope: tokens on their way before one are gone. */
  generation = 0;
  /** Handed to ProcessExecution, which keeps the arrays: late arrivals are added in place. */
  private readonly liveActivities: Activity[] = [];
  private readonly liveFlows: Flow[] = [];
  private readonly activities = new Map<string, Activity | null>();
  private readonly flows = new Map<string, Flow>();
  private own: ProcessExecution | undefined;
  /** Whether the library has its elements, and with them its execution. */
  private isMade = false;

  constructor(
    readonly model: ProcessModel,
    readonly environment: object,
    readonly run: Run,
    readonly scopeId: string,
    /** Elements with saved state somewhere in the ticket. */
    private readonly saved: ReadonlySet<string>,
    private owner: Process | Activity | null,
  ) {
    super();
  }

  /** The process is made with its context and then becomes its owner. */
  setOwner(owner: Process): void {
    this.owner = owner;
  }

  clone(environment: object, owner: Activity): RunContext {
    return new RunContext(this.model, environment, this.run, elementIdOf(owner.id), this.saved, owner);
  }

  getActivities(): Activity[] {
    const events = this.model.eventSubProcessesOf(this.scopeId);
    if (events.length > 0) this.run.watch(this);
    for (const id of [...events, ...startsOf(this.model, this.scopeId, this.run.startId)])
      this.getActivityById(id);
    for (const id of this.run.undoings.seatsIn(this.scopeId)) this.handlerAt(id);
    for (const id of this.saved)
      if (this.model.activity(elementIdOf(id))?.blueprint.parent.id === this.scopeId)
        this.getActivityById(id);
    this.isMade = true;
    return this.liveActivities;
  }

  getSequenceFlows(): Flow[] {
    return this.liveFlows;
  }

  /** The activity of a seat. */
  getActivityById(id: string): Activity | null {
    const known = this.activities.get(id);
    if (known !== undefined) return known;
    const model = this.model.activity(elementIdOf(id));
    if (!model) return null;
    const { attachedTo } = model.element;
    const host = attachedTo === null ? null : seatId(attachedTo, seatNumberOf(id));
    if (host !== null && !this.activities.has(host)) {
      this.getActivityById(host);
      return this.activities.get(id) ?? null;
    }
    const activity = new model.blueprint.Behaviour(
      blueprintAt(model.blueprint, this.owner?.id, id, host),
      this,
    ) as Activity;
    this.activities.set(id, activity);
    if (model.blueprint.parent.id === this.scopeId) this.admit(activity);
    return activity;
  }

  /** A free seat of an element, for a token that comes. */
  freeSeat(elementId: string): TokenHolder {
    for (let number = 1; ; number += 1) {
      const seat = this.seatAt(elementId, number);
      if (seat.isFree) return seat;
    }
  }

  seatAt(elementId: string, number: number): TokenHolder {
    return this.getActivityById(seatId(elementId, number)) as TokenHolder;
  }

  /** A free seat for a handler, wherever in the diagram it stands: it runs in this scope. */
  handlerSeat(elementId: string): HandlerSeat {
    for (let number = 1; ; number += 1) {
      const handler = this.handlerAt(seatId(elementId, number));
      if (handler.isFree) return handler;
    }
  }

  /** The loops around an activity of this scope: a handler stands where that stood which it undoes. */
  loopsAround({ executionId }: Pick<Activity, 'executionId'>): LoopScope[] {
    return this.run.undoings.stepOf(executionId)?.loops ?? this.loopScopes();
  }

  getInboundSequenceFlows(id: string): Flow[] {
    return this.model.inboundOf(elementIdOf(id)).map((flow) => this.flow(flow));
  }

  getOutboundSequenceFlows(id: string): Flow[] {
    return this.model.outboundOf(elementIdOf(id)).map((flow) => this.flow(flow));
  }

  getActivityParentById(): Process | Activity | null {
    return this.owner;
  }

  /** Whether tokens may still move here: neither this scope nor one around it has ended. */
  isAlive(): boolean {
    const execution = this.execution();
    if (!execution || execution.completed || execution.stopped || execution.status === 'terminated')
      return false;
    const outer = this.outer();
    return outer === null || outer.isAlive();
  }

  /** The loops that this scope runs in, the outermost first. */
  loopScopes(): LoopScope[] {
    const outer = this.outer();
    if (!outer || !this.owner) return [];
    const message = this.execution()?.[kExecuteMessage];
    const position = message ? this.run.positionOf(message.content) : null;
    const elementVariable = this.model.activity(this.scopeId)?.loop?.elementVariable ?? 'item';
    const around = outer.loopsAround(this.owner);
    return position ? [...around, { position, elementVariable }] : around;
  }

  /** Execution id of this scope. */
  get executionId(): string {
    return this.execution()?.executionId ?? '';
  }

  /** Whether the scope is about to start, rather than under way or recovered. */
  isStarting(): boolean {
    return this.execution()?.status === 'init';
  }

  /** Ends all that happens here but the event sub-process that interrupts it. */
  interrupt(by: Activity): void {
    this.generation += 1;
    interruptScope(this.execution() as ProcessExecution, this.liveActivities, by);
  }

  /** What handles an error or escalation that comes up here: in this scope, else on its border. */
  catcherOf(raised: RaisedModel): Catcher | null {
    const outer = this.outer();
    const around = outer && this.owner ? outer.boundaryCatchers(this.owner) : [];
    return catcherOf(catchersInside(this.liveActivities), raised) ?? catcherOf(around, raised);
  }

  /** What listens on the border of an activity of this scope. */
  boundaryCatchers({ id }: Pick<Activity, 'id'>): Catcher[] {
    const seats = this.model.boundariesOf(elementIdOf(id)).map((one) => seatId(one, seatNumberOf(id)));
    return catchersAmong(
      this.model,
      seats.flatMap((seat) => this.activities.get(seat) ?? []),
    );
  }

  endIfDone(): boolean {
    return endIfOnlyListening(this.execution() as ProcessExecution, this.liveActivities);
  }

  openJoin(): boolean {
    return openFirstJoin(this.model, this.liveActivities, this.run.rules);
  }

  /** The context around that of a sub-process. */
  outer(): RunContext | null {
    if (!this.owner || !('context' in this.owner) || this.owner.context === this) return null;
    return this.owner.context as RunContext;
  }

  private flow(blueprint: FlowBlueprint): Flow {
    const known = this.flows.get(blueprint.id);
    if (known) return known;
    const flow = new blueprint.Behaviour(blueprintAt(blueprint, this.owner?.id), this) as Flow;
    this.flows.set(flow.id, flow);
    this.liveFlows.push(flow);
    this.listen(flow, '_process-flow-controller');
    return flow;
  }

  private handlerAt(seat: string): HandlerSeat {
    const handler = this.getActivityById(seat) as HandlerSeat;
    if (!this.liveActivities.includes(handler)) this.admit(handler);
    return handler;
  }

  private admit(activity: Activity): void {
    this.liveActivities.push(activity);
    if (this.execution()?.isRunning) activity.activate();
    this.listen(activity, '_process-activity-consumer');
    for (const id of this.model.boundariesOf(elementIdOf(activity.id)))
      this.getActivityById(seatId(id, seatNumberOf(activity.id)));
  }

  /** What ProcessExecution does for the elements it finds when it starts. */
  private listen(element: Activity | Flow, consumerTag: string): void {
    const execution = this.execution();
    if (!execution?.isRunning) return;
    const onEvent = execution[kMessageHandlers].onActivityEvent;
    element.broker.subscribeTmp('event', '#', onEvent, { noAck: true, consumerTag, priority: 200 });
  }

  /** Kept, since a loop of sub-processes has hundreds. */
  private execution(): ProcessExecution | undefined {
    if (this.own) return this.own;
    const execution = this.isMade ? this.owner?.execution : undefined;
    if (!execution) return undefined;
    if (!('source' in execution)) return execution;
    this.own = execution.source?.executions?.findLast((one) => one.context === this);
    return this.own;
  }
}
