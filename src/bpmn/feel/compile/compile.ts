import { Zone } from '../calendar/zone.js';
import { Budget, defaultLimits, FeelLimit, type Limits } from '../limits.js';
import { type ExpressionKind, type KnownNames, parse } from '../parse/parse.js';
import type { Node, Span } from '../parse/tree.js';
import { fromJson } from '../values/json.js';
import { type FeelType, typeByName } from '../values/types.js';
import type { Value } from '../values/value.js';
import { compileNode } from './compileNode.js';
import type { Compiler } from './compiler.js';
import { readTypeNode } from './readTypeNode.js';
import { type Problem, Run } from './run.js';
import { type Code, LocalScope, RootScope, type Variables } from './scope.js';

export interface CompileOptions {
  kind?: ExpressionKind;
  /** Names that hold spaces or signs, with those of their parts. */
  names?: KnownNames;
  /** Types by the caller's names. */
  types?: ReadonlyMap<string, FeelType>;
  limits?: Partial<Limits>;
}

export interface EvaluateOptions {
  /** The moment that now() and today() give, on the clock of the zone. */
  now?: Date;
  /** Where local dates and times are: an offset or a region. */
  zone?: string;
  /** The value that unary tests are about, of FEEL or of JSON. */
  input?: unknown;
  limits?: Partial<Limits>;
}

export interface Result {
  value: Value;
  /** Why parts are null that nobody wrote as null. */
  problems: Problem[];
}

/** The value of a part, in the order in which they were found. */
export interface Part extends Span {
  text: string;
  value: Value;
}

export interface Explanation extends Result {
  parts: Part[];
}

/** An expression read once and evaluated as often as wanted. */
export interface CompiledExpression {
  readonly text: string;
  readonly tree: Node;
  /** @throws {FeelLimit} and nothing else, whatever the data */
  evaluate(variables?: Variables, options?: EvaluateOptions): Result;
  /** The same, with the value of every part. @throws {FeelLimit} */
  explain(variables?: Variables, options?: EvaluateOptions): Explanation;
}

const maxParts = 2000;

/**
 * Compiles FEEL.
 * @throws {FeelSyntaxError} when it is no expression
 * @throws {FeelLimit} when it is too long, too deep or too slow to read
 */
export function compile(text: string, options: CompileOptions = {}): CompiledExpression {
  const limits = { ...defaultLimits, ...options.limits };
  const tree = guardStack(limits, () =>
    parse(text, options.kind ?? 'expression', options.names ?? {}, limits),
  );
  const code = guardStack(limits, () => new Closures(options, null).compile(tree));
  let traced: { code: Code; trace: Trace } | null = null;
  return {
    text,
    tree,
    evaluate: (variables = {}, given = {}) => execute(text, code, limits, variables, given),
    explain: (variables = {}, given = {}) => {
      if (!traced) {
        const trace = new Trace(text);
        traced = { trace, code: guardStack(limits, () => new Closures(options, trace).compile(tree)) };
      }
      traced.trace.parts = [];
      const result = execute(text, traced.code, limits, variables, given);
      return { ...result, parts: traced.trace.parts };
    },
  };
}

function execute(
  text: string,
  code: Code,
  limits: Readonly<Limits>,
  variables: Variables,
  options: EvaluateOptions,
): Result {
  const allowed = options.limits ? { ...limits, ...options.limits } : limits;
  const zone = options.zone === undefined ? null : Zone.parse(options.zone);
  if (zone === null && options.zone !== undefined) throw new RangeError(`no such zone: ${options.zone}`);
  const run = new Run(text, new Budget(allowed), zone, options.now ?? null);
  const root = new RootScope(run, variables);
  const scope =
    options.input === undefined ? root : new LocalScope(root, '?', fromJson(options.input, run.budget));
  const value = guardStack(allowed, () => code(scope));
  return { value, problems: run.problems };
}

/** Whoever nests so deeply that the stack is full has exceeded the depth. */
function guardStack<T>(limits: Readonly<Limits>, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError && /call stack/i.test(error.message)) {
      throw new FeelLimit('depth', limits.depth);
    }
    throw error;
  }
}

class Closures implements Compiler {
  constructor(
    private readonly options: CompileOptions,
    private readonly trace: Trace | null,
  ) {}

  compile(node: Node): Code {
    return this.noted(node, compileNode(node, this));
  }

  noted(node: Node, code: Code): Code {
    return this.trace ? this.trace.wrap(node, code) : code;
  }

  type(node: Parameters<Compiler['type']>[0]): FeelType | null {
    return readTypeNode(node, (name) => typeByName(name, this.options.types ?? new Map()));
  }
}

/** Notes each value as it comes. */
class Trace {
  parts: Part[] = [];

  constructor(private readonly text: string) {}

  wrap(node: Node, code: Code): Code {
    const { from, to } = node;
    return (scope) => {
      const value = code(scope);
      if (this.parts.length < maxParts) {
        this.parts.push({ from, to, text: this.text.slice(from, to), value });
      }
      return value;
    };
  }
}
