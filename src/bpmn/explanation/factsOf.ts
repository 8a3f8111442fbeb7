import { describeValue, type Node, references, type Value, Zone } from '../feel/index.js';
import type { ExplainedExpression } from './explainExpression.js';

/** What people call the data that an expression names. */
export interface DataTitles {
  /** Title of a variable, or of what is inside: `partsUsed.amount`; null when it has none. */
  titleOf(path: readonly string[]): string | null;
  /** Title of the option that a variable's value stands for; null when it is none. */
  optionTitleOf(path: readonly string[], value: string): string | null;
}

type Comparison = Extract<Node, { kind: 'comparison' }>;

/** The operator that holds when a comparison is false. */
const opposite = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;
const signs = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const;

/**
 * The facts that an evaluated condition found, in words: 服务类别 = A 收费服务；合计 1,200 > 1,000. Every fact is true as it
 * stands, whether or not the condition holds; parts that were not evaluated give none.
 */
export function factsOf(
  { text, tree, parts }: ExplainedExpression,
  words: DataTitles,
  zone: string,
): string[] {
  if (!tree) return [];
  const values = new Map(parts.map(({ from, to, value }) => [`${from} ${to}`, value]));
  return new FactWriter(text, values, words, Zone.parse(zone)).facts(tree);
}

class FactWriter {
  constructor(
    private readonly text: string,
    private readonly values: ReadonlyMap<string, Value>,
    private readonly words: DataTitles,
    private readonly zone: Zone | null,
  ) {}

  facts(node: Node): string[] {
    if (node.kind === 'and' || node.kind === 'or') {
      return [...this.facts(node.left), ...this.facts(node.right)];
    }
    if (node.kind === 'call' && node.callee.kind === 'name' && node.callee.name === 'not') {
      return node.args.flatMap((arg) => this.facts(arg));
    }
    if (!this.values.has(keyOf(node))) return [];
    const comparison = node.kind === 'comparison' ? this.comparison(node) : null;
    return [comparison ?? this.plain(node)];
  }

  private comparison(node: Comparison): string | null {
    const holds = this.value(node);
    if (typeof holds !== 'boolean') return null;
    const [left, right] = [this.value(node.left), this.value(node.right)];
    const operator = holds ? node.operator : opposite[node.operator];
    const name = this.name(node.left);
    if (left === null) return isLiteral(node.left) ? null : `${name} 没有填写`;
    if (operator === '=') return `${name} = ${this.shown(left, node.left)}`;
    if (operator === '!=') {
      const seen = `${name} = ${this.shown(left, node.left)}`;
      return right === null || typeof left === 'boolean'
        ? seen
        : `${seen}，不是 ${this.shown(right, node.left)}`;
    }
    return `${this.side(node.left)} ${signs[operator]} ${this.side(node.right)}`;
  }

  /** One side of a comparison: its name and its value. */
  private side(node: Node): string {
    const shown = this.shown(this.value(node), node);
    return isLiteral(node) ? shown : `${this.name(node)} ${shown}`;
  }

  private plain(node: Node): string {
    const value = this.value(node);
    const name = this.name(node);
    if (value === null) return pathOf(node) ? `${name} 没有填写` : `${name} 没有结果`;
    return isLiteral(node) ? this.shown(value, node) : `${name} = ${this.shown(value, node)}`;
  }

  private value(node: Node): Value {
    return this.values.get(keyOf(node)) ?? null;
  }

  /** The value in words; the value of an option as the option's title. */
  private shown(value: Value, of: Node): string {
    const path = pathOf(of);
    const option = typeof value === 'string' && path ? this.words.optionTitleOf(path, value) : null;
    return option ?? describeValue(value, this.zone);
  }

  /** The part of the text with titles in place of names. */
  private name(node: Node): string {
    let said = '';
    let at = node.from;
    for (const { names, from, to } of references(node).paths.sort((a, b) => a.from - b.from)) {
      said += this.text.slice(at, from) + (this.title(names) ?? this.text.slice(from, to));
      at = to;
    }
    return said + this.text.slice(at, node.to);
  }

  private title(names: readonly string[]): string | null {
    return names.length === 1 && names[0] === 'now' ? '现在' : this.words.titleOf(names);
  }
}

const keyOf = ({ from, to }: Node) => `${from} ${to}`;

function isLiteral({ kind }: Node): boolean {
  return kind === 'number' || kind === 'string' || kind === 'boolean' || kind === 'null' || kind === 'at';
}

function pathOf(node: Node): string[] | null {
  if (node.kind === 'name') return [node.name];
  if (node.kind !== 'path') return null;
  const before = pathOf(node.source);
  return before && [...before, node.name];
}
