import {
  builtInSignatures,
  childrenOf,
  compile,
  FeelLimit,
  FeelSyntaxError,
  type Node,
  type References,
  references,
  type Span,
} from '../feel/index.js';
import type { KnownField, KnownFields, Mistake } from './knownData.js';
import { nearest } from './nearest.js';
import { toHalfWidth } from './toHalfWidth.js';
import { wrongComparison } from './wrongComparison.js';

/**
 * Finds mistakes in an expression: unknown names and functions, full-width signs, values that a choice does not offer,
 * comparisons of different types.
 * @param fields the data that a ticket may have at that place
 */
export function findMistakes(text: string, fields: KnownFields): Mistake[] {
  const tree = parseOptional(text);
  if (toHalfWidth(text) !== text && (!tree || namesOf(tree).some((name) => toHalfWidth(name) !== name)))
    return [fullWidthMistake(text)];
  if (!tree) return [];
  const { paths, calls } = references(tree);
  return [
    ...firstOf(paths, (path) => wrongPath(path, fields)),
    ...firstOf(calls, (call) => wrongCall(call, fields)),
    ...firstOf(nodesWithin(tree), (node) => [...javaCall(node, text), ...wrongComparison(node, fields)]),
  ];
}

/** Nobody mends more than that at once, and each proposal is looked for among all names. */
const mostOfOneKind = 10;

function firstOf<Item>(items: readonly Item[], mistakesOf: (item: Item) => Mistake[]): Mistake[] {
  const found: Mistake[] = [];
  for (const item of items) {
    found.push(...mistakesOf(item));
    if (found.length >= mostOfOneKind) break;
  }
  return found;
}

/** The syntax tree; null when the text is no FEEL, which another check reports. */
function parseOptional(text: string): Node | null {
  try {
    return compile(text).tree;
  } catch (error) {
    if (error instanceof FeelSyntaxError || error instanceof FeelLimit) return null;
    throw error;
  }
}

function namesOf(tree: Node): string[] {
  return nodesWithin(tree).flatMap((node) =>
    node.kind === 'name' || node.kind === 'path' ? [node.name] : [],
  );
}

function nodesWithin(tree: Node): Node[] {
  return [tree, ...childrenOf(tree).flatMap(nodesWithin)];
}

function fullWidthMistake(text: string): Mistake {
  const replacement = toHalfWidth(text);
  return { from: 0, to: text.length, message: `符号要用半角，写成「${replacement}」`, replacement };
}

function wrongPath(path: References['paths'][number], fields: KnownFields): Mistake[] {
  const [first = '', ...rest] = path.names;
  const field = fields.get(first);
  if (!field) {
    if (path.inFilter && entriesOf(fields).has(first)) return [];
    const mistake = unknownName({ from: path.from, to: path.from + first.length }, first, fields, '数据项');
    return [mistake.replacement === null ? asUncertain(mistake) : mistake];
  }
  return wrongStep(field, rest, path);
}

function wrongStep(field: KnownField, [name, ...rest]: string[], path: Span): Mistake[] {
  if (name === undefined || !field.fields) return [];
  const next = field.fields.get(name);
  if (next) return wrongStep(next, rest, path);
  const to = path.to - rest.reduce((length, part) => length + part.length + 1, 0);
  return [unknownName({ from: to - name.length, to }, name, field.fields, `「${field.label}」的项目`)];
}

function unknownName({ from, to }: Span, name: string, fields: KnownFields, what: string): Mistake {
  const byLabel = [...fields].find(([, { label }]) => label === name)?.[0];
  const replacement = byLabel ?? nearest(name, fields.keys());
  const label = replacement === null ? undefined : fields.get(replacement)?.label;
  const proposal = replacement === null ? '' : `，是不是 ${replacement}（${label}）`;
  return { from, to, message: `没有名为「${name}」的${what}${proposal}`, replacement };
}

/** A name that resembles no field may be data from a calling process, which only the running ticket knows. */
function asUncertain(mistake: Mistake): Mistake {
  const message = `${mistake.message}；若不是由上级流程带入，工单办到这里会停下`;
  return { ...mistake, message, isUncertain: true };
}

/** Names of all entries of records and tables: inside a filter any of them may be meant. */
function entriesOf(fields: KnownFields): Set<string> {
  return new Set(
    [...fields.values()].flatMap(({ fields: own }) => (own ? [...own.keys(), ...entriesOf(own)] : [])),
  );
}

function wrongCall({ name, from, to }: References['calls'][number], fields: KnownFields): Mistake[] {
  const known = builtInSignatures();
  if (known.has(name) || fields.has(name)) return [];
  const replacement = nearest(name, known.keys());
  const proposal = replacement === null ? '' : `，是不是 ${replacement}`;
  return [{ from, to, message: `没有名为「${name}」的函数${proposal}`, replacement }];
}

function javaCall(node: Node, text: string): Mistake[] {
  if (node.kind !== 'call' || node.callee.kind !== 'path') return [];
  const { from, to } = node.callee;
  const message = `「${text.slice(from, to)}(…)」是 Java 一类语言的调用，FEEL 里没有`;
  return [{ from, to, message, replacement: null }];
}
