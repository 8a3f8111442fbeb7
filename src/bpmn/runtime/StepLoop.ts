import { EngineError } from '../../platform/errors.js';
import type { LoopModel } from '../model.js';
import type { Variables } from '../types.js';
import type { Activity, Behaviour, Content, Message } from './bpmnElements.js';
import { indexOf, instanceContent, instanceId, isInstanceOf, tally, withoutEnding } from './loops.js';
import { loopVariables } from './Run.js';
import type { RunContext } from './RunContext.js';
import { elementIdOf } from './seats.js';
import type { EndedLoop, Loop, LoopScope } from './state/memory.js';

const maxInstances = 500;

/**
 * Multi-instance characteristics (BPMN 2.0, 13.3.6). What is iterated over is evaluated once, at the start. The
 * library's own evaluates it again at every reload and trips over a cancelled loop that starts again at once.
 */
export class StepLoop implements Behaviour {
  private readonly context: RunContext;
  private readonly model: LoopModel;

  constructor(private readonly activity: Activity) {
    this.context = activity.context as RunContext;
    this.model = this.context.model.activity(elementIdOf(activity.id))?.loop as LoopModel;
  }

  /** Begins the loop, or takes it up again after a reload: its instances are then redelivered one by one. */
  execute({ content, fields }: Message): void {
    const { broker } = this.activity;
    const reopened = fields.redelivered ? null : this.context.run.takeReopened(elementIdOf(this.activity.id));
    const loop = this.loopOf(content, reopened);
    if (loop.count === 0) {
      broker.publish('execution', 'execute.completed', { ...content });
      return;
    }
    const onDone = (_key: string, message: Message) => this.onDone(content, message.content);
    const consumerTag = `_loop-${content.executionId}`;
    broker.subscribeTmp('execution', 'execute.completed', onDone, { noAck: true, consumerTag, priority: 50 });
    if (fields.redelivered) return;
    broker.publish('execution', 'execute.update', { ...content, preventComplete: true });
    for (const index of this.firstIndexesOf(loop, reopened)) this.startInstance(content, index, loop);
  }

  private onDone(root: Content, instance: Content): void {
    if (!instance.isMultiInstance || instance.parent?.executionId !== root.executionId) return;
    const { run } = this.context;
    const loop = run.loops[root.executionId] as Loop;
    tally(loop, run.vote, 1);
    this.rememberDone(root, instance);
    const isDone = loop.completed === loop.count || run.guard(() => this.isConditionMet(instance, loop));
    if (isDone) run.seenAtEnd.set(root.executionId, this.seenBy(instance, loop));
    if (!isDone) {
      if (this.model.isSequential) this.startInstance(root, loop.completed, loop);
      return;
    }
    if (this.context.model.activity(elementIdOf(this.activity.id))?.wait?.kind === 'task')
      this.rememberEnded(root, instance, loop);
    const { broker } = this.activity;
    broker.cancel(`_loop-${root.executionId}`);
    broker.publish('execution', 'execute.completed', {
      ...root,
      isRootScope: true,
      preventComplete: undefined,
    });
  }

  /** Each instance is undone by itself (BPMN 2.0, 13.5.5), once the whole loop is done. */
  private rememberDone({ executionId: loopId }: Content, instance: Content): void {
    const { executionId } = instance;
    const elementId = elementIdOf(this.activity.id);
    this.context.run.undoings.remember(this.context, {
      elementId,
      executionId,
      loopId,
      loops: this.loopsOf(instance),
    });
  }

  private loopsOf(instance: Content): LoopScope[] {
    const { elementVariable } = this.model;
    const position = this.context.run.positionOf(instance);
    const around = this.context.loopsAround(this.activity);
    return position ? [...around, { position, elementVariable }] : around;
  }

  /** Remembers a loop that ends, so that one of its instances can be taken back. */
  private rememberEnded(root: Content, { executionId }: Content, loop: Loop): void {
    const { run, executionId: scopeId } = this.context;
    const others = [...run.waits.values()].filter(
      (wait) => isInstanceOf(wait.executionId, root.executionId) && wait.executionId !== executionId,
    );
    const open = others.map((wait) => indexOf(wait.executionId));
    run.endedLoops[root.executionId] = { ...loop, elementId: elementIdOf(this.activity.id), scopeId, open };
  }

  private firstIndexesOf(loop: Loop, reopened: EndedLoop | null): number[] {
    if (this.model.isSequential) return [loop.completed];
    return reopened?.open ?? Array.from({ length: loop.count }, (_, index) => index);
  }

  private startInstance(root: Content, index: number, { isReopened }: Loop): void {
    const { run } = this.context;
    const executionId = instanceId(root.executionId, index, isReopened ? run.nextTokenId() : '');
    const content = instanceContent(root, index, executionId);
    this.activity.broker.publish('execution', 'execute.start', content);
  }

  /** The condition is asked after each instance (BPMN 2.0, table 10.30), with the counts of that moment. */
  private isConditionMet(instance: Content, loop: Loop): boolean {
    const { completionCondition } = this.model;
    if (!completionCondition) return false;
    const { run } = this.context;
    const scope = { ...run.scopeOf([]), ...this.ofLoop(instance, loop) };
    return run.decide(completionCondition, scope, elementIdOf(this.activity.id));
  }

  /** What the condition sees of the loop after an instance, as far as it asks for it. */
  private seenBy(instance: Content, loop: Loop): Variables | undefined {
    const { completionCondition } = this.model;
    return completionCondition
      ? this.context.run.seenIn([completionCondition], this.ofLoop(instance, loop))
      : undefined;
  }

  private ofLoop(instance: Content, loop: Loop): Variables {
    const { isSequential } = this.model;
    const { count, completed, approvals = 0, rejections = 0 } = loop;
    return {
      ...loopVariables(this.loopsOf(instance)),
      numberOfInstances: count,
      numberOfCompletedInstances: completed,
      numberOfActiveInstances: isSequential ? 0 : count - completed,
      numberOfApprovals: approvals,
      numberOfRejections: rejections,
    };
  }

  private loopOf({ executionId }: Content, reopened: EndedLoop | null): Loop {
    const { run, executionId: scopeId } = this.context;
    const known = run.loops[executionId];
    if (known) return known;
    run.forgetLoops(scopeId, new Set([elementIdOf(this.activity.id)]));
    const loop = reopened ? withoutEnding(reopened) : run.guard(() => this.evaluateLoop());
    run.loops[executionId] = loop;
    return loop;
  }

  private evaluateLoop(): Loop {
    const { collection, cardinality } = this.model;
    const feel = (collection ?? cardinality) as string;
    const { run } = this.context;
    const scope = run.scopeOf(this.context.loopsAround(this.activity));
    const elementId = elementIdOf(this.activity.id);
    const value = run.evaluate(feel, scope, elementId);
    const refuse = (reason: string) => new EngineError(elementId, reason, [run.met(feel, scope)]);
    const count = collection ? Array.isArray(value) && value.length : value;
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) {
      const wanted = collection ? '列表' : '自然数';
      throw refuse(
        `多实例的${collection ? '集合' : '次数'}「${feel}」的值 ${JSON.stringify(value)} 不是${wanted}。`,
      );
    }
    if (count > maxInstances) throw refuse(`多实例最多 ${maxInstances} 个，这里有 ${count} 个。`);
    return { count, completed: 0, items: collection ? (value as unknown[]) : null };
  }
}
