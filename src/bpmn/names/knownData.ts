import { anyType, type FeelType, type Span } from '../feel/index.js';

/** One item of a ticket's data, as its form describes it. */
export interface KnownField {
  /** The title that people read. */
  label: string;
  type: FeelType;
  /** The values that it can have, with their titles; empty: any. */
  options: readonly { value: unknown; label: string }[];
  /** Of a record or a table: what its entries are. */
  fields: ReadonlyMap<string, KnownField> | null;
}

export type KnownFields = ReadonlyMap<string, KnownField>;

/** Something in an expression that is wrong, or probably wrong. */
export interface Mistake extends Span {
  /** A Chinese clause. */
  message: string;
  /** Text to put in its place; null when there is no proposal. */
  replacement: string | null;
  /** It may still be right, because of a process outside the diagram. */
  isUncertain?: boolean;
  /** It can be evaluated, but is never true. */
  isNeverTrue?: boolean;
}

/** A field of which only the label is known. */
export function untypedField(label: string): KnownField {
  return { label, type: anyType, options: [], fields: null };
}

/** Merges the fields of several forms by name; what the forms disagree about is dropped. */
export function mergeFields(all: Iterable<KnownFields>): Map<string, KnownField> {
  const found = new Map<string, KnownField>();
  for (const fields of all) {
    for (const [name, field] of fields) {
      const other = found.get(name);
      found.set(name, other ? mergeField(other, field) : field);
    }
  }
  return found;
}

function mergeField(one: KnownField, other: KnownField): KnownField {
  const anyValue = one.options.length === 0 || other.options.length === 0;
  const others = other.options.filter(({ value }) => !one.options.some((option) => option.value === value));
  return {
    label: one.label,
    type: one.type.kind === other.type.kind ? one.type : anyType,
    options: anyValue ? [] : [...one.options, ...others],
    fields: one.fields && other.fields ? mergeFields([one.fields, other.fields]) : null,
  };
}
