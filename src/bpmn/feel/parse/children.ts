import type { Iterator, Node, NodeKind } from './tree.js';

type Below = { [K in NodeKind]?: (node: Extract<Node, { kind: K }>) => Node[] };

const iteratorNodes = ({ source, end }: Iterator) => (end ? [source, end] : [source]);
const both = ({ left, right }: { left: Node; right: Node }) => [left, right];
const quantified = (node: { iterators: Iterator[]; condition: Node }) => [
  ...node.iterators.flatMap(iteratorNodes),
  node.condition,
];

const below: Below = {
  list: (node) => node.items,
  context: (node) => node.entries.map((entry) => entry.value),
  functionDefinition: (node) => [node.body],
  path: (node) => [node.source],
  filter: (node) => [node.source, node.condition],
  call: (node) => [node.callee, ...node.args],
  negation: (node) => [node.operand],
  operatorTest: (node) => [node.operand],
  between: (node) => [node.value, node.low, node.high],
  in: (node) => [node.value, ...node.tests],
  unaryTests: (node) => node.tests,
  if: (node) => [node.condition, node.chosen, node.otherwise],
  for: (node) => [...node.iterators.flatMap(iteratorNodes), node.body],
  some: quantified,
  every: quantified,
  instanceOf: (node) => [node.value],
  interval: (node) => [node.start, node.end],
  arithmetic: both,
  comparison: both,
  and: both,
  or: both,
};

/** The nodes directly below, in the order of the text. */
export function childrenOf(node: Node): Node[] {
  const read = below[node.kind] as ((node: Node) => Node[]) | undefined;
  return read ? read(node) : [];
}
