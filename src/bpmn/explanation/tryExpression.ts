import {
  builtInSignatures,
  childrenOf,
  describeValue,
  type FeelType,
  type Node,
  Zone,
} from '../feel/index.js';
import type { KnownField, KnownFields } from '../names/knownData.js';
import type { Variables } from '../types.js';
import { type ExplainedExpression, explainExpression, variablesNamedIn } from './explainExpression.js';
import { type DataTitles, factsOf } from './factsOf.js';

/** The data and the moment that an expression is tried with. */
export interface TrialInput {
  /** The data that a ticket may have where the expression stands. */
  fields: KnownFields;
  variables: Variables;
  now: Date;
  zone: string;
}

/** The result of an expression, in words. */
export interface Trial {
  value: string;
  /** Why there is no value, as a Chinese clause; '' for none. */
  reason: string;
  facts: string[];
  /** The value of each part that is not a literal, in the order of evaluation. */
  parts: { text: string; value: string }[];
  /** How many parts there were beyond these. */
  morePartsCount: number;
}

const maxParts = 40;
const literalKinds: ReadonlySet<Node['kind']> = new Set(['number', 'string', 'boolean', 'null']);

/**
 * Evaluates FEEL within the limits of a command and gives the value of every part. Never throws, whatever text
 * and data.
 */
export function tryExpression(text: string, { fields, variables, now, zone }: TrialInput): Trial {
  const types = new Map<string, FeelType>([...fields].map(([name, { type }]) => [name, type]));
  const explained = explainExpression(text, variables, { now, zone, types });
  const clock = Zone.parse(zone);
  const written = new Set(explained.tree ? nodesOf(explained.tree).filter(isLiteral).map(placeOf) : []);
  const parts = explained.parts.filter((part) => !written.has(placeOf(part)));
  return {
    value: describeValue(explained.value, clock),
    reason: explained.reason,
    facts: factsOf(explained, titlesOfFields(fields), zone),
    parts: parts
      .slice(0, maxParts)
      .map((part) => ({ text: part.text, value: describeValue(part.value, clock) })),
    morePartsCount: Math.max(0, parts.length - maxParts),
  };
}

/** Names of the ticket data that an expression reads; none when it can't be parsed. */
export function variablesAskedBy({ tree }: Pick<ExplainedExpression, 'tree'>): string[] {
  if (!tree) return [];
  return variablesNamedIn(tree).filter((name) => name !== 'now' && !builtInSignatures().has(name));
}

function nodesOf(node: Node): Node[] {
  return [node, ...childrenOf(node).flatMap(nodesOf)];
}

const isLiteral = ({ kind }: Node) => literalKinds.has(kind);
const placeOf = ({ from, to }: { from: number; to: number }) => `${from} ${to}`;

function titlesOfFields(fields: KnownFields): DataTitles {
  const find = ([first = '', ...rest]: readonly string[]): KnownField | undefined =>
    rest.reduce<KnownField | undefined>((field, name) => field?.fields?.get(name), fields.get(first));
  return {
    titleOf(path) {
      const labels = path.map((_, index) => find(path.slice(0, index + 1))?.label);
      return labels.every((label) => label !== undefined) ? labels.join('的') : null;
    },
    optionTitleOf: (path, value) =>
      find(path)?.options.find((option) => option.value === value)?.label ?? null,
  };
}
