import { type CompiledExpression, childrenOf, compile, type Node, references } from '../feel/index.js';
import { unreadable } from './feelText.js';

/** One FEEL text, read once. */
export interface Expression {
  text: string;
  /** Null where the text can't be read; `problem` says why. */
  compiled: CompiledExpression | null;
  /** Chinese clause, '' for none. */
  problem: string;
  /** Variables that it may ask for. */
  names: readonly string[];
  /** Of these, those that it asks whether they are there: `x = null`. */
  asked: ReadonlySet<string>;
}

/**
 * Whoever compiles a stored definition can't refuse it: on a busy machine reading takes longer than when it was published,
 * and a text that an older program accepted stops only the ticket that comes to it.
 */
const patience = { time: 30_000 };

/** Reads FEEL for evaluation; never throws, whatever the text. */
export function readExpression(text: string): Expression {
  try {
    const compiled = compile(text, { limits: patience });
    const { paths, calls } = references(compiled.tree);
    const names = [...paths.map((path) => path.names[0] ?? ''), ...calls.map(({ name }) => name)];
    return {
      text,
      compiled,
      problem: '',
      names: [...new Set(names)],
      asked: new Set(askedIn(compiled.tree)),
    };
  } catch (error) {
    return { text, compiled: null, problem: unreadable(error), names: [], asked: new Set() };
  }
}

/** Names that are compared with null. */
function askedIn(node: Node): string[] {
  const below = childrenOf(node).flatMap(askedIn);
  if (node.kind !== 'comparison') return below;
  const sides = [node.left, node.right];
  if (!sides.some(({ kind }) => kind === 'null')) return below;
  return [...below, ...sides.flatMap((side) => (side.kind === 'name' ? [side.name] : []))];
}

/** The expressions of a definition by their text, read when it is loaded. */
export class Expressions {
  private readonly byText: ReadonlyMap<string, Expression>;

  constructor(texts: Iterable<string>) {
    this.byText = new Map([...new Set(texts)].map((text) => [text, readExpression(text)]));
  }

  /** The expression; one that is not of this definition is read now. */
  get(text: string): Expression {
    return this.byText.get(text) ?? readExpression(text);
  }
}
