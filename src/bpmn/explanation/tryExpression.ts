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
import { type ExplainedExpression, explainExpression, namesOf } from './explainExpression.js';
import { factsOf, type Words } from './factsOf.js';

/** The data and the moment that an expression is tried with. */
export interface TriedWith {
  /** What the ticket may know where the expression stands. */
  fields: KnownFields;
  variables: Variables;
  now: Date;
  zone: string;
}

/** What an expression comes to, in words. */
export interface Trial {
  value: string;
  /** Why there is no value, as a Chinese clause; '' for none. */
  reason: string;
  facts: string[];
  /** The value of each part that isn't written out, in the order in which they were found. */
  parts: { text: string; value: string }[];
  /** How many parts there were beyond these. */
  morePartsCount: number;
}

const mostParts = 40;
const literals: ReadonlySet<Node['kind']> = new Set(['number', 'string', 'boolean', 'null']);

/** Evaluates FEEL within the limits of a command and tells what every part came to. Never throws, whatever text and data. */
export function tryExpression(text: string, { fields, variables, now, zone }: TriedWith): Trial {
  const types = new Map<string, FeelType>([...fields].map(([name, { type }]) => [name, type]));
  const explained = explainExpression(text, variables, { now, zone, types });
  const clock = Zone.parse(zone);
  const written = new Set(explained.tree ? nodesOf(explained.tree).filter(isWritten).map(placeOf) : []);
  const parts = explained.parts.filter((part) => !written.has(placeOf(part)));
  return {
    value: describeValue(explained.value, clock),
    reason: explained.reason,
    facts: factsOf(explained, wordsOfFields(fields), zone),
    parts: parts
      .slice(0, mostParts)
      .map((part) => ({ text: part.text, value: describeValue(part.value, clock) })),
    morePartsCount: Math.max(0, parts.length - mostParts),
  };
}

/** The data that an expression asks a ticket for; none where it can't be read. */
export function dataAskedBy({ tree }: Pick<ExplainedExpression, 'tree'>): string[] {
  if (!tree) return [];
  return namesOf(tree).filter((name) => name !== 'now' && !builtInSignatures().has(name));
}

function nodesOf(node: Node): Node[] {
  return [node, ...childrenOf(node).flatMap(nodesOf)];
}

const isWritten = ({ kind }: Node) => literals.has(kind);
const placeOf = ({ from, to }: { from: number; to: number }) => `${from} ${to}`;

function wordsOfFields(fields: KnownFields): Words {
  const find = ([first = '', ...rest]: readonly string[]): KnownField | undefined =>
    rest.reduce<KnownField | undefined>((field, name) => field?.fields?.get(name), fields.get(first));
  return {
    title(path) {
      const labels = path.map((_, index) => find(path.slice(0, index + 1))?.label);
      return labels.every((label) => label !== undefined) ? labels.join('的') : null;
    },
    option: (path, value) => find(path)?.options.find((option) => option.value === value)?.label ?? null,
  };
}
