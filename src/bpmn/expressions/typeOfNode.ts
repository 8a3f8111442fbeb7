import { anyType, type FeelType, kindOf, type Node, parseDuration } from '../feel/index.js';
import { commonType } from './commonType.js';

/** What is known of a name; undefined for one of which nothing is. */
export type TypeOfName = (name: string) => FeelType | undefined;

/** The type of value that a node yields when it is not null; Any when the text does not tell. */
export function typeOfNode(node: Node, typeOf: TypeOfName): FeelType {
  const of = (part: Node) => typeOfNode(part, typeOf);
  switch (node.kind) {
    case 'number':
    case 'string':
    case 'boolean':
      return { kind: node.kind };
    case 'comparison':
    case 'and':
    case 'or':
    case 'between':
    case 'in':
    case 'some':
    case 'every':
    case 'instanceOf':
      return { kind: 'boolean' };
    case 'name':
      return typeOf(node.name) ?? anyType;
    case 'path':
      return entryOf(of(node.source), node.name);
    case 'list':
      return { kind: 'list', of: allOf(node.items.map(of)) };
    case 'context':
      return contextOf(node.entries, typeOf);
    case 'filter':
      return filtered(of(node.source), node.condition, typeOf);
    case 'if':
      return allOf([node.chosen, node.otherwise].filter(({ kind }) => kind !== 'null').map(of));
    case 'for':
      return { kind: 'list', of: typeOfBody(node, typeOf) };
    case 'negation':
      return of(node.operand);
    case 'arithmetic':
      return resultOf(node.operator, of(node.left), of(node.right));
    case 'call':
      return node.callee.kind === 'name' ? ofCall(node.callee.name, node.args, typeOf) : anyType;
    default:
      return anyType;
  }
}

function allOf(types: FeelType[]): FeelType {
  return types.length === 0 ? anyType : types.reduce(commonType);
}

const temporal: ReadonlySet<string> = new Set(['date', 'time', 'date and time']);
const numbersOfMoments: ReadonlySet<string> = new Set([
  ...['year', 'month', 'day', 'weekday', 'hour', 'minute', 'second'],
]);

/** A path into a list takes the entry of each. */
function entryOf(source: FeelType, name: string): FeelType {
  if (source.kind === 'list') return { kind: 'list', of: entryOf(source.of, name) };
  if (temporal.has(source.kind) && numbersOfMoments.has(name)) return { kind: 'number' };
  return (source.kind === 'context' && source.entries.get(name)) || anyType;
}

/** Later entries see those before. */
function contextOf(entries: (Node & { kind: 'context' })['entries'], outer: TypeOfName): FeelType {
  const own = new Map<string, FeelType>();
  for (const { key, value } of entries)
    own.set(
      key,
      typeOfNode(value, (name) => own.get(name) ?? outer(name)),
    );
  return { kind: 'context', entries: own };
}

/** The condition sees the entries of the item, then the item. */
function filtered(source: FeelType, condition: Node, outer: TypeOfName): FeelType {
  if (source.kind !== 'list') return anyType;
  const item = source.of;
  const entries = item.kind === 'context' ? item.entries : new Map<string, FeelType>();
  const inside: TypeOfName = (name) => entries.get(name) ?? (name === 'item' ? item : outer(name));
  const { kind } = typeOfNode(condition, inside);
  if (kind === 'number') return item;
  return kind === 'boolean' ? source : anyType;
}

function typeOfBody({ iterators, body }: Node & { kind: 'for' }, outer: TypeOfName): FeelType {
  const items = new Map<string, FeelType>();
  const inside: TypeOfName = (name) => items.get(name) ?? outer(name);
  for (const { name, source, end } of iterators) {
    const type = typeOfNode(source, inside);
    items.set(name, end ? type : type.kind === 'list' ? type.of : anyType);
  }
  return typeOfNode(body, inside);
}

/** Sums take two of a kind, or a duration to a date or time (DMN 1.5, table 53). */
function resultOf(operator: string, left: FeelType, right: FeelType): FeelType {
  const [one, other] = [left.kind, right.kind];
  if (operator === '+' || operator === '-') {
    if (one === 'number' || other === 'number') return { kind: 'number' };
    if (operator === '+' && (one === 'string' || other === 'string')) return { kind: 'string' };
    if (temporal.has(one) && temporal.has(other)) return { kind: 'days and time duration' };
    if (temporal.has(one) && (operator === '+' || other.endsWith('duration'))) return left;
    return one.endsWith('duration') && one === other ? left : anyType;
  }
  return one === 'number' && other === 'number' ? left : anyType;
}

/** Functions by what they give, whatever they get. */
const functionsByResult: Partial<Record<FeelType['kind'], readonly string[]>> = {
  date: ['date', 'today'],
  time: ['time'],
  'date and time': ['date and time', 'now'],
  'years and months duration': ['years and months duration'],
  number: [
    ...['number', 'count', 'sum', 'mean', 'median', 'stddev', 'product', 'string length', 'abs', 'modulo'],
    ...['decimal', 'floor', 'ceiling', 'round up', 'round down', 'round half up', 'round half down'],
    ...['sqrt', 'log', 'exp', 'day of year', 'week of year'],
  ],
  string: [
    ...['string', 'substring', 'substring before', 'substring after', 'upper case', 'lower case'],
    ...['replace', 'string join', 'day of week', 'month of year'],
  ],
  boolean: [
    ...['not', 'contains', 'starts with', 'ends with', 'matches', 'list contains', 'all', 'any', 'is'],
    ...['even', 'odd'],
  ],
};
const resultKinds = new Map(
  Object.entries(functionsByResult).flatMap(([kind, names]) =>
    names.map((name) => [name, { kind } as FeelType] as const),
  ),
);
const givesItsList: ReadonlySet<string> = new Set([
  'sort',
  'reverse',
  'distinct values',
  'sublist',
  'remove',
]);
const givesAnItem: ReadonlySet<string> = new Set(['min', 'max']);

function ofCall(name: string, args: readonly Node[], typeOf: TypeOfName): FeelType {
  const [first] = args;
  const known = resultKinds.get(name);
  if (known || !first) return known ?? anyType;
  if (name === 'duration') return durationOf(first);
  if (givesItsList.has(name)) return typeOfNode(first, typeOf);
  if (!givesAnItem.has(name)) return anyType;
  const given = allOf(args.map((arg) => typeOfNode(arg, typeOf)));
  return given.kind === 'list' ? given.of : given;
}

function durationOf(text: Node): FeelType {
  const duration = text.kind === 'string' ? parseDuration(text.value) : null;
  return duration ? ({ kind: kindOf(duration) } as FeelType) : anyType;
}
