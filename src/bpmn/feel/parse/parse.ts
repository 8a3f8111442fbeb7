import { parser, trackVariables } from '@bpmn-io/lezer-feel';
import type { SyntaxNode, Tree } from '@lezer/common';
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
  if (text.length > limits.textSize) throw new FeelLimit('textSize', limits.textSize);
  checkDepth(text, limits);
  const top = kind === 'expression' ? 'Expression' : 'UnaryTests';
  const read = (source: string) => readTree(source, top, names, limits);
  const plain = read(text);
  const error = firstError(plain);
  if (!error) return toTree(plain.topNode, text, limits);
  // The grammar knows `list<…>` as a type but not `range<…>`, which has the same form.
  const masked = maskRangeTypes(text);
  const again = masked === text ? plain : read(masked);
  const stillWrong = firstError(again);
  if (stillWrong) throw new FeelSyntaxError(text, stillWrong.from, stillWrong.to);
  return toTree(again.topNode, text, limits);
}

function readTree(text: string, top: string, names: KnownNames, limits: Readonly<Limits>): Tree {
  const configured = parser.configure({ top, contextTracker: trackVariables(names) });
  const started = performance.now();
  const partial = configured.startParse(text);
  for (let count = 1; ; count++) {
    const tree = partial.advance();
    if (tree) return tree;
    if (count % 64 === 0 && performance.now() - started > limits.time) {
      throw new FeelLimit('time', limits.time);
    }
  }
}

function firstError(tree: Tree): { from: number; to: number } | null {
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError) return { from: cursor.from, to: cursor.to };
  } while (cursor.next());
  return emptyTop(tree.topNode) ? { from: 0, to: 0 } : null;
}

function emptyTop(top: SyntaxNode): boolean {
  return top.firstChild === null;
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
