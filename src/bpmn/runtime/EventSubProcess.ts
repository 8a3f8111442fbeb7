import { SubProcessBehaviour } from 'bpmn-elements/tasks';
import type { RaisedModel, TriggerModel } from '../model.js';
import type { Activity, Behaviour, Broker, Content, Message, ProcessExecution } from './bpmnElements.js';
import { openWait } from './openWait.js';
import type { RunContext } from './RunContext.js';
import type { Listener } from './scopeMoves.js';
import { beginRound, type LastRound, type Round, roundAfter } from './timerRounds.js';

/** The library's sub-process; with `loopCharacteristics` it keeps several executions side by side. */
const StockSubProcess = SubProcessBehaviour as unknown as new (
  activity: Activity,
  context: object,
) => Behaviour & { loopCharacteristics: Behaviour; executions: ProcessExecution[] };

/** While it listens. */
interface Listening extends Content {
  isListening: true;
  round: number;
  timer?: Round;
  last?: LastRound;
}

/**
 * Event sub-process (BPMN 2.0, 13.4.4): from the start of its scope it listens to its start event. An interrupting one
 * ends everything else in the scope and runs once; another runs beside, once for each event.
 */
export class EventSubProcess extends StockSubProcess implements Listener {
  private readonly broker: Broker;
  private readonly context: RunContext;
  private readonly trigger: TriggerModel;
  private root: Content | null = null;
  private listening: Listening | null = null;

  constructor(
    private readonly owner: Activity,
    context: RunContext,
  ) {
    super(owner, context);
    this.broker = owner.broker;
    this.context = context;
    this.trigger = context.model.activity(owner.id)?.trigger as TriggerModel;
    this.loopCharacteristics = { execute: (message) => this.begin(message) };
  }

  override execute(message: Message): void {
    if (message.content.isListening) this.listen(message.content as Listening);
    else super.execute(message);
  }

  get isIdle(): boolean {
    return this.listening !== null && this.executions.length === 0;
  }

  get caught(): RaisedModel | null {
    return (this.listening && this.context.model.activity(this.trigger.startId)?.raised) ?? null;
  }

  start(): void {
    const { isInterrupting } = this.trigger;
    const content = this.stopListening() as Listening;
    this.broker.publish('execution', 'execute.completed', { ...content });
    if (isInterrupting) this.context.interrupt(this.owner);
    const executionId = `${this.root?.executionId}_${content.round}`;
    this.context.run.active.set(executionId, this.owner.id);
    this.context.run.note('activity.entered', this.owner.id, executionId);
    this.publishStart({ executionId });
    if (!isInterrupting) this.listenAgain(content);
  }

  private begin({ content, fields }: Message): void {
    this.root = content;
    const onDone = (_key: string, message: Message) => this.onDone(message.content);
    const consumerTag = `_trigger-${content.executionId}`;
    this.broker.subscribeTmp('execution', 'execute.completed', onDone, {
      noAck: true,
      consumerTag,
      priority: 50,
    });
    if (fields.redelivered) return;
    this.broker.publish('execution', 'execute.update', { ...content, preventComplete: true });
    this.listenFor(0);
  }

  private listenFor(round: number, last?: LastRound): void {
    const executionId = `${this.root?.executionId}_e${round}`;
    this.publishStart({ executionId, isListening: true, round, ...(last && { last }) });
  }

  private listenAgain({ round, timer }: Listening): void {
    const last = timer ? roundAfter(timer) : undefined;
    if (last !== null) this.listenFor(round + 1, last);
  }

  private listen(content: Listening): void {
    const { executionId } = content;
    const { startId } = this.trigger;
    const { run, model } = this.context;
    const onApi = (_key: string, { properties }: Message) => this.onApi(properties.type);
    this.broker.subscribeTmp('api', `activity.#.${executionId}`, onApi, {
      noAck: true,
      consumerTag: `_api-${executionId}`,
    });
    this.listening = content;
    const wait = model.activity(startId)?.wait;
    if (wait && wait.kind !== 'timer') openWait(this.owner, content, startId);
    if (wait?.kind !== 'timer' || content.timer) return;
    const timer = beginRound(this.owner, content, content.last, startId);
    const { dueAt } = timer;
    run.waits.set(executionId, { kind: 'timer', executionId, elementId: startId, attachedTo: null, dueAt });
    this.listening = { ...content, timer };
    this.broker.publish('execution', 'execute.listen', { ...this.listening });
  }

  private onApi(type: string | undefined): void {
    if (type === 'signal') {
      const { executionId, timer } = this.listening as Listening;
      if (timer) this.context.run.note('timer.fired', this.trigger.startId, executionId);
      this.start();
    } else if (type === 'discard' || type === 'stop') this.stopListening();
  }

  private stopListening(): Listening | null {
    const content = this.listening;
    this.listening = null;
    if (content) this.broker.cancel(`_api-${content.executionId}`);
    return content;
  }

  /** Of what was started, an execution has ended. */
  private onDone(content: Content): void {
    const root = this.root as Content;
    if (content.isListening || content.parent?.executionId !== root.executionId) return;
    const { run } = this.context;
    run.note('activity.completed', this.owner.id, content.executionId);
    run.active.delete(content.executionId);
    const { executionId } = content;
    run.undoings.remember(this.context, {
      elementId: this.owner.id,
      executionId,
      loops: this.context.loopScopes(),
    });
    if (this.listening || this.executions.length > 0) return;
    this.broker.cancel(`_trigger-${root.executionId}`);
    this.broker.publish('execution', 'execute.completed', {
      ...root,
      isRootScope: true,
      preventComplete: undefined,
    });
  }

  private publishStart(more: Partial<Content>): void {
    const { id, type, executionId, parent } = this.root as Content;
    const { path = [], ...outer } = parent ?? { id: '', executionId: '' };
    this.broker.publish('execution', 'execute.start', {
      ...this.root,
      isRootScope: undefined,
      preventComplete: undefined,
      parent: { id, type, executionId, path: [outer, ...path] },
      ...more,
    });
  }
}
