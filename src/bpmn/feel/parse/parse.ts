import { parser, trackVariables } from '@bpmn-io/lezer-feel';
import type { Tree } from '@lezer/common';
import { FeelLimit, type Limits } from '../limits.js';
import { FeelSyntaxError } from './syntaxError.js';
import { toTree } from './toTree.js';
import type { Node } from './tree.js';

export type ExpressionKind = 'expression' | 'unaryTests';

/**
 * Names that may hold spaces and signs (`first name`, `a-b`): such a name is read as one only where it is known.
 * The value of a name is its own names in turn, null where there are none.
 */
export interface KnownNames {
  readonly [name: string]: KnownNames | null;
}

/**
 * Parses one FEEL expression, or the unary tests of a decision table's cell.
 * @throws {FeelSyntaxError} at the first place that can't be read
 * @throws {FeelLimit} for a text too long, too deep or too slow to read
 */
export function parse(text: string, kind: ExpressionKind, names: KnownNames, limits: Readonly<Limits>): Node {
  if (text.length > limits.expressionSize) throw new FeelLimit('expressionSize', limits.expressionSize);
  checkDepth(text, limits);
  const top = kind === 'expression' ? 'Expression' : 'UnaryTests';
  const plain = readTree(text, top, names, limits);
  if (plain.tree) return toTree(plain.tree.topNode, text, limits);
  // The grammar knows `list<…>` as a type but not `range<…>`, which has the same form.
  const masked = maskRangeTypes(text);
  const again = masked === text ? plain : readTree(masked, top, names, limits);
  if (again.tree) return toTree(again.tree.topNode, text, limits);
  throw new FeelSyntaxError(text, again.stoppedAt, Math.min(again.stoppedAt + 1, text.length));
}

/** The tree, or null with the place that nothing can follow. */
function readTree(
  text: string,
  top: string,
  names: KnownNames,
  limits: Readonly<Limits>,
): { tree: Tree | null; stoppedAt: number } {
  // Strict: what comes after a mistake is not guessed at, which would take far longer than reading.
  const configured = parser.configure({ top, contextTracker: trackVariables(names), strict: true });
  const started = performance.now();
  const partial = configured.startParse(text);
  try {
    for (let count = 1; ; count++) {
      const tree = partial.advance();
      if (tree) return { tree: tree.topNode.firstChild ? tree : null, stoppedAt: 0 };
      if (count % 64 === 0 && performance.now() - started > limits.time) {
        throw new FeelLimit('time', limits.time);
      }
    }
  } catch (error) {
    if (error instanceof SyntaxError) return { tree: null, stoppedAt: partial.parsedPos };
    throw error;
  }
}

/** Brackets are counted before the parser sees them: what nests too deeply is not worth reading. */
function checkDepth(text: string, limits: Readonly<Limits>): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index];
    if (inString) {
      if (sign === '\\') index += 1;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '(' || sign === '[' || sign === '{') depth += 1;
    else if (sign === ')' || sign === ']' || sign === '}') depth -= 1;
    if (depth > limits.depth) throw new FeelLimit('depth', limits.depth);
  }
}

/** Strings stay as they are; `range<` after `of`, `:`, `<`, `,` or `->` becomes `list <`, of the same length. */
function maskRangeTypes(text: string): string {
  return text.replace(
    /"(?:[^"\\\n]|\\.)*"|((?:\bof\b|:|<|,|->)\s*)range(\s*<)/g,
    (whole: string, before?: string, after?: string) =>
      before === undefined ? whole : `${before}list ${after}`,
  );
}
