import { SequenceFlow } from './bpmnElements.js';
import type { RunContext } from './RunContext.js';

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
    this.condition = (blueprint.behaviour.conditionExpression as { body?: string } | undefined)?.body;
  }

  /** `sequenceId` ties the token to the join that waits for others; the library would draw it at random. */
  override take(): boolean {
    const { run } = this.context;
    this.context.getActivityById(this.targetId);
    run.note('flow.taken', this.id, null);
    return super.take({ sequenceId: run.nextTokenId() });
  }

  discard(): void {}

  /** @throws {EngineError} when the condition is neither true nor false */
  isConditionMet(): boolean {
    const { condition, context } = this;
    if (condition === undefined) return true;
    const { run } = context;
    return run.guard(() => run.decide(condition, run.scopeOf(context.loopScopes()), this.id));
  }
}
