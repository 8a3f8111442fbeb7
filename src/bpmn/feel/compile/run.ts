import { Zone } from '../calendar/zone.js';
import type { Budget } from '../limits.js';
import type { Span } from '../parse/tree.js';
import type { ProblemCode } from '../problemCodes.js';
import { coerce, misfit } from '../values/conform.js';
import { FeelDateTime } from '../values/temporal.js';
import type { Evaluation, FeelFunction, Value } from '../values/value.js';

/** Why a part is null: where it stands, and the values that it met. */
export interface Problem extends Span {
  code: ProblemCode;
  /** The part of the expression. */
  text: string;
  values: Value[];
}

const maxProblems = 50;

/** One evaluation: what it has used, what it has met. */
export class Run implements Evaluation {
  readonly problems: Problem[] = [];
  private moment: FeelDateTime | null = null;
  /** The call that is under way: where a function's problems belong. */
  at: Span = { from: 0, to: 0 };

  constructor(
    private readonly text: string,
    readonly budget: Budget,
    readonly zone: Zone | null,
    private readonly clock: Date | null,
  ) {}

  /** The caller's moment on the clock of the zone; made when it is asked for, since a region's rules take their time. */
  get now(): FeelDateTime | null {
    if (!this.clock) return null;
    this.moment ??= FeelDateTime.atEpochNanos(
      BigInt(this.clock.getTime()) * 1_000_000n,
      this.zone ?? Zone.utc,
    );
    return this.moment;
  }

  fail(code: ProblemCode, ...values: Value[]): null {
    return this.failAt(this.at, code, ...values);
  }

  failAt(span: Span, code: ProblemCode, ...values: Value[]): null {
    if (this.problems.length < maxProblems) {
      const { from, to } = span;
      this.problems.push({ code, from, to, text: this.text.slice(from, to), values });
    }
    return null;
  }

  apply(callee: FeelFunction, args: readonly Value[]): Value {
    const { at } = this;
    const fitted = callee.invokeNamed ? args : fitParameters(callee, args, this.budget);
    if (!fitted) return this.fail('wrongArguments', ...args);
    this.budget.spend(1);
    this.budget.enter();
    const result = callee.invoke(fitted, this);
    this.budget.leave();
    this.at = at;
    return result;
  }
}

/** The arguments as the parameters want them; null when they are too few, too many or of another type. */
function fitParameters(
  { parameters }: FeelFunction,
  args: readonly Value[],
  budget: Budget,
): readonly Value[] | null {
  if (!parameters) return args;
  if (parameters.length !== args.length) return null;
  const fitted: Value[] = [];
  for (let index = 0; index < args.length; index++) {
    const value = coerce(args[index] ?? null, parameters[index]!.type, budget);
    if (value === misfit) return null;
    fitted.push(value);
  }
  return fitted;
}
