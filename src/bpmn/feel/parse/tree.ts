import type { FeelNumber } from '../values/number.js';

/** Where a part stands in the text, in UTF-16 units. */
export interface Span {
  from: number;
  to: number;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface Iterator extends Span {
  name: string;
  source: Node;
  /** The end of a range that is iterated over: `for i in 1..9`. */
  end: Node | null;
}

export interface ContextEntry extends Span {
  key: string;
  value: Node;
}

export interface ParameterNode extends Span {
  name: string;
  type: TypeNode | null;
}

/** A type as it is written. */
export type TypeNode = Span &
  (
    | { kind: 'name'; name: string }
    | { kind: 'list' | 'range'; of: TypeNode }
    | { kind: 'context'; entries: { name: string; type: TypeNode }[] }
    | { kind: 'function'; parameters: TypeNode[]; result: TypeNode }
  );

/** The parsed expression: what is compiled, and what checks and editors may walk. */
export type Node = Span &
  (
    | { kind: 'number'; value: FeelNumber }
    | { kind: 'string'; value: string }
    | { kind: 'boolean'; value: boolean }
    | { kind: 'null' }
    | { kind: 'at'; text: string }
    | { kind: 'name'; name: string }
    /** `?`, the value that a unary test is about. */
    | { kind: 'input' }
    | { kind: 'list'; items: Node[] }
    | { kind: 'context'; entries: ContextEntry[] }
    | { kind: 'functionDefinition'; parameters: ParameterNode[]; body: Node; external: boolean }
    | { kind: 'path'; source: Node; name: string }
    | { kind: 'filter'; source: Node; condition: Node }
    /** `names` are the parameters' names when the arguments are given by name. */
    | { kind: 'call'; callee: Node; args: Node[]; names: string[] | null }
    | { kind: 'arithmetic'; operator: ArithmeticOperator; left: Node; right: Node }
    | { kind: 'negation'; operand: Node }
    | { kind: 'comparison'; operator: ComparisonOperator; left: Node; right: Node }
    | { kind: 'between'; value: Node; low: Node; high: Node }
    | { kind: 'in'; value: Node; tests: Node[] }
    | { kind: 'and' | 'or'; left: Node; right: Node }
    | { kind: 'if'; condition: Node; chosen: Node; otherwise: Node }
    | { kind: 'for'; iterators: Iterator[]; body: Node }
    | { kind: 'some' | 'every'; iterators: Iterator[]; condition: Node }
    | { kind: 'instanceOf'; value: Node; type: TypeNode }
    | { kind: 'interval'; start: Node; end: Node; startIncluded: boolean; endIncluded: boolean }
    /** `> 5`: a test of one end, and a range when it is a value. */
    | { kind: 'operatorTest'; operator: ComparisonOperator; operand: Node }
    | { kind: 'unaryTests'; negated: boolean; any: boolean; tests: Node[] }
  );

export type NodeKind = Node['kind'];

/** The nodes directly below, in the order of the text. */
export function childrenOf(node: Node): Node[] {
  switch (node.kind) {
    case 'list':
      return node.items;
    case 'context':
      return node.entries.map((entry) => entry.value);
    case 'functionDefinition':
      return [node.body];
    case 'path':
      return [node.source];
    case 'filter':
      return [node.source, node.condition];
    case 'call':
      return [node.callee, ...node.args];
    case 'negation':
    case 'operatorTest':
      return [node.operand];
    case 'between':
      return [node.value, node.low, node.high];
    case 'in':
      return [node.value, ...node.tests];
    case 'unaryTests':
      return node.tests;
    case 'if':
      return [node.condition, node.chosen, node.otherwise];
    case 'for':
      return [...node.iterators.flatMap(iteratorNodes), node.body];
    case 'some':
    case 'every':
      return [...node.iterators.flatMap(iteratorNodes), node.condition];
    case 'instanceOf':
      return [node.value];
    case 'interval':
      return [node.start, node.end];
    case 'arithmetic':
    case 'comparison':
    case 'and':
    case 'or':
      return [node.left, node.right];
    default:
      return [];
  }
}

function iteratorNodes({ source, end }: Iterator): Node[] {
  return end ? [source, end] : [source];
}
