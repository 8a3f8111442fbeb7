import { childrenOf, type Node } from '../../../../bpmn/feel/index.js';
import { durationText } from '../model/durations.js';
import { matchExpression, treeOf } from '../model/matchExpression.js';
import type { Variable } from '../variable.js';

type Values = NonNullable<Variable['values']>;

/** What the words between the parts of an expression mean. */
const joints = new Map([
  ['and', '并且'],
  ['or', '或者'],
  ['if', '如果'],
  ['then', '则'],
  ['else', '否则'],
]);

/** The expression with titles in place of names and values; null when that changes nothing. */
export function expressionInWords(text: string, variables: readonly Variable[]): string | null {
  const tree = treeOf(text);
  if (!tree) return null;
  const reading = new Reading(text, variables);
  const said = reading.read({ from: 0, to: text.length }, [tree], []);
  return reading.isNew ? said : null;
}

class Reading {
  /** Whether a title stands in place of a name or a value. */
  isNew = false;
  readonly #text: string;
  readonly #variables: readonly Variable[];

  constructor(text: string, variables: readonly Variable[]) {
    this.#text = text;
    this.#variables = variables;
  }

  /** A stretch of the text, with its parts in words. `values`: those of the datum that a part is compared with. */
  read({ from, to }: { from: number; to: number }, parts: readonly Node[], values: Values): string {
    let at = from;
    let said = '';
    for (const part of parts) {
      said += this.#joint(at, part.from) + this.#part(part, values);
      at = part.to;
    }
    return said + this.#joint(at, to);
  }

  #joint(from: number, to: number): string {
    return this.#text.slice(from, to).replace(/[a-z]+/g, (word) => joints.get(word) ?? word);
  }

  #part(node: Node, values: Values): string {
    const written = this.#text.slice(node.from, node.to);
    if (node.kind === 'null') return '空';
    if (node.kind === 'boolean') return node.value ? '是' : '否';
    if (node.kind === 'name')
      return this.#title(this.#variable(node)?.title) ?? (node.name === 'now' ? '当前时间' : written);
    if (node.kind === 'string')
      return this.#title(values.find(({ value }) => value === node.value)?.title) ?? written;
    const { span } = matchExpression(written, 'duration(span)', ['span']) ?? {};
    const children = childrenOf(node);
    if (children.length === 0) return written;
    const compared = children.flatMap((child) => this.#variable(child)?.values ?? []);
    return durationText(span ?? '') ?? this.read(node, children, compared.length > 0 ? compared : values);
  }

  #variable(node: Node) {
    return node.kind === 'name' ? this.#variables.find(({ name }) => name === node.name) : undefined;
  }

  #title(title: string | undefined): string | undefined {
    this.isNew ||= title !== undefined;
    return title;
  }
}
