import { isDeepStrictEqual } from 'node:util';

/** One variable that a command changed; `before` is absent when it is new, `after` when it was cleared. */
export interface VariableChange {
  name: string;
  before?: unknown;
  after?: unknown;
}

/** The variables after the changes. */
export function applyChanges(
  variables: Readonly<Record<string, unknown>>,
  changes: readonly VariableChange[],
): Record<string, unknown> {
  const after = { ...variables };
  for (const change of changes) {
    if ('after' in change) after[change.name] = change.after;
    else delete after[change.name];
  }
  return after;
}

/** The difference of a ticket's variables: first the new and changed ones, then the cleared. */
export function changesOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): VariableChange[] {
  const written = Object.entries(after)
    .filter(([name, value]) => !isDeepStrictEqual(before[name], value))
    .map(([name, value]) =>
      name in before ? { name, before: before[name], after: value } : { name, after: value },
    );
  const cleared = Object.keys(before)
    .filter((name) => !(name in after))
    .map((name) => ({ name, before: before[name] }));
  return [...written, ...cleared];
}
