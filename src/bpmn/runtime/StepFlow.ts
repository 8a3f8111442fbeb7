import type { MetExpression } from '../../platform/errors.js';
import type { Variables } from '../types.js';
import { SequenceFlow } from './bpmnElements.js';
import { loopVariables } from './Run.js';
import type { RunContext } from './RunContext.js';

/** FEEL of a flow; null for one that is taken without. */
function conditionOf({ behaviour }: { behaviour: Record<string, unknown> }): string | null {
  return (behaviour.conditionExpression as { body?: string } | undefined)?.body ?? null;
}

/**
 * Sequence flow as BPMN 2.0 has it (section 13.2.1): a flow that isn't taken carries nothing. The library sends a
 * "discard" down every path not taken; joins count it as an arrival, and it doubles at each gateway.
 */
export class StepFlow extends SequenceFlow {
  private readonly context: RunContext;
  private readonly condition: string | undefined;

  constructor(blueprint: { behaviour: Record<string, unknown> }, context: RunContext) {
    super(blueprint, context);
    this.context = context;
    this.condition = conditionOf(blueprint) ?? undefined;
  }

  /** `sequenceId` ties the token to the join that waits for others; the library would draw it at random. */
  override take({ raceSeat }: { raceSeat?: number } = {}): boolean {
    const { run } = this.context;
    this.context.getActivityById(this.targetId);
    run.note('flow.taken', this.id, null, this.seenOfLoops());
    return super.take({ sequenceId: run.nextTokenId(), ...(raceSeat !== undefined && { raceSeat }) });
  }

  discard(): void {}

  get hasCondition(): boolean {
    return this.condition !== undefined;
  }

  /** @throws {EngineError} when the condition is neither true nor false */
  isConditionMet(): boolean {
    const { condition, context } = this;
    if (condition === undefined) return true;
    const { run } = context;
    return run.guard(() => run.decide(condition, run.scopeOf(context.loopScopes()), this.id));
  }

  /** What the conditions at its source saw of the loops around: whichever was false led here as well. */
  private seenOfLoops(): Variables | undefined {
    const { model, run } = this.context;
    const conditions = model.outboundOf(this.sourceId).flatMap((flow) => conditionOf(flow) ?? []);
    if (conditions.length === 0) return undefined;
    const loops = this.context.loopScopes();
    return loops.length === 0 ? undefined : run.seenIn(conditions, loopVariables(loops));
  }

  /** What the condition saw; null for a flow without one. */
  metCondition(): MetExpression | null {
    const { condition, context } = this;
    return condition === undefined
      ? null
      : context.run.met(condition, context.run.scopeOf(context.loopScopes()));
  }
}
