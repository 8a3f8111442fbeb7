import type { SyntaxNode } from '@lezer/common';
import { FeelLimit, type Limits } from '../limits.js';
import { FeelSyntaxError } from './syntaxError.js';
import type { Node } from './tree.js';

/** Reads the grammar's concrete tree into ours. */
export class Reader {
  private depth = 0;

  constructor(
    readonly text: string,
    private readonly limits: Readonly<Limits>,
    /** Each reads some kinds of nodes, and answers null for the others. */
    private readonly readers: readonly ((reader: Reader, node: SyntaxNode) => Node | null)[],
  ) {}

  slice(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  fail(node: SyntaxNode): never {
    throw new FeelSyntaxError(this.text, node.from, node.to);
  }

  /** @throws {FeelSyntaxError | FeelLimit} */
  read(node: SyntaxNode): Node {
    this.depth += 1;
    if (this.depth > this.limits.depth) throw new FeelLimit('depth', this.limits.depth);
    for (const readKind of this.readers) {
      const result = readKind(this, node);
      if (result) {
        this.depth -= 1;
        return result;
      }
    }
    return this.fail(node);
  }

  all(nodes: SyntaxNode[]): Node[] {
    return nodes.map((node) => this.read(node));
  }
}

/** Children that carry meaning: expressions, types, names; brackets, signs, words and comments are left out. */
export function meaningful(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (/^[A-Z]/.test(child.name) && !signNodes.has(child.name)) found.push(child);
    else if (child.name === 'null' || child.name === '?') found.push(child);
  }
  return found;
}

const signNodes = new Set(['ArithOp', 'CompareOp', 'LineComment', 'BlockComment', 'Wildcard']);
