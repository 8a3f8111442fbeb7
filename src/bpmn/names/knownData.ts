import { ANY, type FeelType, type Span } from '../feel/index.js';

/** What is known of one item of a ticket's data: what its form says. */
export interface KnownField {
  /** As people read it. */
  label: string;
  type: FeelType;
  /** The values that it can have, with their titles; empty: any. */
  options: readonly { value: unknown; label: string }[];
  /** Of a record or a table: what its entries are. */
  fields: ReadonlyMap<string, KnownField> | null;
}

export type KnownFields = ReadonlyMap<string, KnownField>;

/** Something in an expression that can't be meant so. */
export interface Mistake extends Span {
  /** A Chinese clause. */
  message: string;
  /** What could stand in its place. */
  replacement: string | null;
  /** It may be right all the same, for reasons that lie outside of the diagram. */
  isUncertain?: boolean;
  /** It can be worked out all the same, and is never true. */
  isNeverTrue?: boolean;
}

/** Something that is there, of which nothing else is known. */
export function anything(label: string): KnownField {
  return { label, type: ANY, options: [], fields: null };
}

/** Fields of several forms under one name each: where they disagree, less is known. */
export function together(all: Iterable<KnownFields>): Map<string, KnownField> {
  const found = new Map<string, KnownField>();
  for (const fields of all) {
    for (const [name, field] of fields) {
      const other = found.get(name);
      found.set(name, other ? common(other, field) : field);
    }
  }
  return found;
}

function common(one: KnownField, other: KnownField): KnownField {
  const anyValue = one.options.length === 0 || other.options.length === 0;
  const others = other.options.filter(({ value }) => !one.options.some((option) => option.value === value));
  return {
    label: one.label,
    type: one.type.kind === other.type.kind ? one.type : ANY,
    options: anyValue ? [] : [...one.options, ...others],
    fields: one.fields && other.fields ? together([one.fields, other.fields]) : null,
  };
}
