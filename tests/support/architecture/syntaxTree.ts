import { parseAst } from 'vitest/node';

/** A node of the ESTree with TypeScript that Vite's own parser gives; children are in its properties. */
export interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  [property: string]: unknown;
}

/** @throws {Error} when the text is not valid TypeScript */
export function parseTypeScript(text: string): SyntaxNode {
  return parseAst(text, { lang: 'ts' }) as unknown as SyntaxNode;
}

const walked = new WeakMap<SyntaxNode, readonly SyntaxNode[]>();

/** Every node below and including `root`, parents first. A tree is walked once, however many rules look at it. */
export function walk(root: SyntaxNode): readonly SyntaxNode[] {
  const known = walked.get(root);
  if (known) return known;
  const nodes: SyntaxNode[] = [];
  collect(root, nodes);
  walked.set(root, nodes);
  return nodes;
}

function collect(node: SyntaxNode, nodes: SyntaxNode[]): void {
  nodes.push(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const child of value) if (isNode(child)) collect(child, nodes);
    } else if (isNode(value)) {
      collect(value, nodes);
    }
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
}

/** The text of a string literal or of a template without holes, else null. */
export function constantText(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return null;
  const quasis = node.quasis as { value: { cooked: string } }[];
  return quasis.length === 1 ? quasis[0]!.value.cooked : null;
}

/** Line of an offset, counted from 1. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
