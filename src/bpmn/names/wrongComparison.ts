import type { FeelType, Node, Span } from '../feel/index.js';
import { kindNames } from './kindNames.js';
import { fieldOf, kindOfNode } from './kindOfNode.js';
import type { KnownField, KnownFields, Mistake } from './knownData.js';
import { nearest } from './nearest.js';

/** Mistakes in a comparison: different types, or a value that a choice does not offer. */
export function wrongComparison(node: Node, fields: KnownFields): Mistake[] {
  return pairsOf(node).flatMap(([one, other]) => {
    const [kind, otherKind] = [kindOfNode(one, fields), kindOfNode(other, fields)];
    if (kind && otherKind && !areComparable(kind, otherKind))
      return [differentKinds(one, other, [kind, otherKind])];
    return [...wrongOption(one, other, fields), ...wrongOption(other, one, fields)];
  });
}

/** What is compared with what. */
function pairsOf(node: Node): [Node, Node][] {
  switch (node.kind) {
    case 'comparison':
      return [[node.left, node.right]];
    case 'between':
      return [node.low, node.high].map((end) => [node.value, end]);
    case 'in':
      return node.tests.flatMap(valuesOf).map((value) => [node.value, value]);
    default:
      return [];
  }
}

function valuesOf(test: Node): Node[] {
  if (test.kind === 'operatorTest') return [test.operand];
  if (test.kind === 'interval') return [test.start, test.end];
  return test.kind === 'list' ? test.items : [test];
}

/** A list of one is compared as its item. */
export function areComparable(one: FeelType['kind'], other: FeelType['kind']): boolean {
  const days: readonly string[] = ['date', 'date and time'];
  return one === other || one === 'list' || other === 'list' || (days.includes(one) && days.includes(other));
}

function differentKinds(
  one: Node,
  other: Node,
  kinds: readonly [FeelType['kind'], FeelType['kind']],
): Mistake {
  const text = [one, other].find((node) => node.kind === 'string') as (Node & { value: string }) | undefined;
  const wanted = text === one ? kinds[1] : kinds[0];
  const span: Span = text ?? { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
  const message = `${kindNames[kinds[0]] ?? kinds[0]}和${kindNames[kinds[1]] ?? kinds[1]}不能比较`;
  return {
    from: span.from,
    to: span.to,
    message,
    replacement: text ? literalOfKind(text.value, wanted) : null,
  };
}

/**
 * The text as a literal of the kind it is compared with, such as `date("2026-03-01")`; null when it does not
 * fit.
 */
function literalOfKind(text: string, kind: string): string | null {
  if (kind === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? text : null;
  if (kind === 'boolean')
    return ({ true: 'true', 是: 'true', false: 'false', 否: 'false' } as never)[text] ?? null;
  if (kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(text)) return `date("${text}")`;
  if (kind === 'date and time' && /^\d{4}-\d\d-\d\dT/.test(text)) return `date and time("${text}")`;
  return null;
}

function wrongOption(name: Node, value: Node, fields: KnownFields): Mistake[] {
  const field = fieldOf(name, fields);
  if (!field || field.options.length === 0 || (value.kind !== 'string' && value.kind !== 'number')) return [];
  const written = value.kind === 'string' ? value.value : value.value.toNumber();
  if (field.options.some((option) => option.value === written)) return [];
  const { from, to } = value;
  const meant = similarOption(field, String(written));
  const proposal = meant ? `，是不是 ${JSON.stringify(meant.value)}（${meant.label}）` : '';
  const message = `「${field.label}」没有值为 ${JSON.stringify(written)} 的选项${proposal}`;
  const replacement = meant ? JSON.stringify(meant.value) : null;
  return [{ from, to, message, replacement, isNeverTrue: true }];
}

function similarOption({ options }: KnownField, written: string) {
  const near = nearest(
    written,
    options.map(({ value }) => String(value)),
  );
  return (
    options.find(({ label }) => label === written) ?? options.find(({ value }) => String(value) === near)
  );
}
