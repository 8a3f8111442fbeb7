/** A type of FEEL (DMN 1.5, 10.3.2.2, table 42 and 10.3.2.9): what `instance of` asks and parameters declare. */
export type FeelType =
  | { kind: SimpleKind }
  | { kind: 'list'; of: FeelType }
  | { kind: 'range'; of: FeelType }
  | { kind: 'context'; entries: ReadonlyMap<string, FeelType> }
  | { kind: 'function'; parameters: readonly FeelType[]; result: FeelType }
  /** A type by name of the caller's, with a test of its own. */
  | { kind: 'restricted'; base: FeelType; allows: (value: unknown) => boolean };

export const simpleKinds = [
  'Any',
  'Null',
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
] as const;
export type SimpleKind = (typeof simpleKinds)[number];

export const anyType: FeelType = { kind: 'Any' };

/** The type of that name, or null: names of the standard, then those that the caller knows. */
export function typeByName(name: string, known: ReadonlyMap<string, FeelType>): FeelType | null {
  const own = known.get(name);
  if (own) return own;
  if (name === 'list') return { kind: 'list', of: anyType };
  if (name === 'context') return { kind: 'context', entries: new Map() };
  if (name === 'range') return { kind: 'range', of: anyType };
  const wanted = aliases.get(name) ?? name;
  return simpleKinds.some((kind) => kind === wanted) ? { kind: wanted as SimpleKind } : null;
}

/** Other spellings that the schema of DMN 1.5 and its older versions use for the same types. */
const aliases = new Map([
  ['dateTime', 'date and time'],
  ['dayTimeDuration', 'days and time duration'],
  ['yearMonthDuration', 'years and months duration'],
]);
