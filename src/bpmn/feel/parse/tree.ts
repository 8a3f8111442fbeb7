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
