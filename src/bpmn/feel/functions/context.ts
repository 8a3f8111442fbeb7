import { type Evaluation, type FeelContext, type FeelList, isContext, type Value } from '../values/value.js';
import { type Signature, signature } from './define.js';

/** Context functions (DMN 1.5, 10.3.4.9, table 77). */
export const contextFunctions: Signature[] = [
  signature('get value(m: context, key: string)', (_run, m: FeelContext, key: string) => m.get(key) ?? null),
  signature('get value(context: context, keys: list)', (_run, context: FeelContext, keys: FeelList) =>
    valueAt(context, keys),
  ),
  signature('get entries(m: context)', (run, m: FeelContext) => {
    run.budget.list(m.size);
    return [...m].map(
      ([key, value]) =>
        new Map<string, Value>([
          ['key', key],
          ['value', value],
        ]),
    );
  }),
  signature('context(entries: list)', fromEntries),
  signature(
    'context put(context: context, key: string, value: any)',
    (run, context: FeelContext, key: string, value: Value) => put(run, context, [key], value),
  ),
  signature(
    'context put(context: context, keys: list, value: any)',
    (run, context: FeelContext, keys: FeelList, value: Value) => put(run, context, keys, value),
  ),
  signature('context merge(contexts: list)', (run, contexts: FeelList) => {
    if (!contexts.every((context) => isContext(context))) return run.fail('wrongArguments', contexts);
    const merged = new Map<string, Value>();
    for (const context of contexts) {
      run.budget.list(context.size);
      for (const [key, value] of context) merged.set(key, value);
    }
    return merged;
  }),
];

function valueAt(context: FeelContext, keys: FeelList): Value {
  let value: Value = context;
  for (const key of keys) {
    if (!isContext(value) || typeof key !== 'string') return null;
    value = value.get(key) ?? null;
  }
  return keys.length === 0 ? null : value;
}

function fromEntries(run: Evaluation, entries: FeelList): Value {
  run.budget.list(entries.length);
  const context = new Map<string, Value>();
  for (const entry of entries) {
    const key = isContext(entry) ? entry.get('key') : undefined;
    const value = isContext(entry) ? entry.get('value') : undefined;
    if (typeof key !== 'string' || value === undefined) return run.fail('wrongArguments', entries);
    if (context.has(key)) return run.fail('duplicateKey', key);
    context.set(key, value);
  }
  return context;
}

/** A copy with the value at the path of keys; what is on the way must be a context. */
function put(run: Evaluation, context: FeelContext, keys: FeelList, value: Value): Value {
  const [key, ...rest] = keys;
  if (typeof key !== 'string') return run.fail('wrongArguments', keys);
  run.budget.list(context.size + 1);
  const copy = new Map(context);
  if (rest.length === 0) return copy.set(key, value);
  const inner = context.get(key) ?? null;
  if (!isContext(inner)) return run.fail('wrongArguments', keys, inner);
  const changed = put(run, inner, rest, value);
  return changed === null ? null : copy.set(key, changed);
}
