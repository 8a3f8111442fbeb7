import { childrenOf } from './children.js';
import type { Iterator, Node, Span } from './tree.js';

/** What an expression asks of the world around it. */
export interface References {
  /** Variables from outside with the names that follow them: `order.customer.name`. Inside a filter a name may be the item's. */
  paths: (Span & { names: string[]; inFilter: boolean })[];
  /** Functions called by name. */
  calls: (Span & { name: string; args: number; names: string[] | null })[];
}

/** The variables and functions that the expression uses, with their places; names that it declares itself are left out. */
export function references(tree: Node): References {
  const found: References = { paths: [], calls: [] };
  visit(tree, { names: new Set(['?']), inFilter: false }, found);
  return found;
}

interface Known {
  names: ReadonlySet<string>;
  inFilter: boolean;
}

function visit(node: Node, known: Known, found: References): void {
  const names = pathOf(node);
  if (names) {
    if (!known.names.has(names[0]!)) {
      found.paths.push({ names, from: node.from, to: node.to, inFilter: known.inFilter });
    }
    return;
  }
  const scoped = scopedParts(node, known, found);
  if (scoped) visit(scoped.node, scoped.known, found);
  else if (node.kind === 'call') visitCall(node, known, found);
  else if (node.kind === 'context') visitEntries(node.entries, known, found);
  else for (const child of childrenOf(node)) visit(child, known, found);
}

/** The part that sees names of its own, after those before it have been visited; null where there is none such. */
function scopedParts(node: Node, known: Known, found: References): { node: Node; known: Known } | null {
  switch (node.kind) {
    case 'filter':
      visit(node.source, known, found);
      return { node: node.condition, known: { ...withNames(known, ['item']), inFilter: true } };
    case 'functionDefinition': {
      const names = node.parameters.map(({ name }) => name);
      return { node: node.body, known: withNames(known, names) };
    }
    case 'for':
      return { node: node.body, known: withNames(visitIterators(node.iterators, known, found), ['partial']) };
    case 'some':
    case 'every':
      return { node: node.condition, known: visitIterators(node.iterators, known, found) };
    default:
      return null;
  }
}

function visitCall(node: Extract<Node, { kind: 'call' }>, known: Known, found: References): void {
  const { callee, args, names } = node;
  if (callee.kind !== 'name') visit(callee, known, found);
  else if (!known.names.has(callee.name)) {
    found.calls.push({ name: callee.name, args: args.length, names, from: callee.from, to: callee.to });
  }
  for (const arg of args) visit(arg, known, found);
}

function visitEntries(entries: { key: string; value: Node }[], known: Known, found: References): void {
  let inner = known;
  for (const { key, value } of entries) {
    visit(value, inner, found);
    inner = withNames(inner, [key]);
  }
}

function visitIterators(iterators: Iterator[], known: Known, found: References): Known {
  let inner = known;
  for (const { name, source, end } of iterators) {
    visit(source, inner, found);
    if (end) visit(end, inner, found);
    inner = withNames(inner, [name]);
  }
  return inner;
}

function withNames(known: Known, names: string[]): Known {
  return { ...known, names: new Set([...known.names, ...names]) };
}

/** The names of a variable and of what follows it with full stops; null for anything else. */
function pathOf(node: Node): string[] | null {
  if (node.kind === 'name') return [node.name];
  if (node.kind !== 'path') return null;
  const before = pathOf(node.source);
  return before && [...before, node.name];
}
