import { anyType, type FeelType } from '../feel/index.js';

/** The type of a value that is of the one or of the other; Any where they disagree. */
export function commonType(one: FeelType, other: FeelType): FeelType {
  if (one.kind === 'list' && other.kind === 'list') return { kind: 'list', of: commonType(one.of, other.of) };
  if (one.kind === 'context' && other.kind === 'context') {
    const entries = new Map(one.entries);
    for (const [name, type] of other.entries) {
      const known = entries.get(name);
      entries.set(name, known ? commonType(known, type) : type);
    }
    return { kind: 'context', entries };
  }
  return one.kind === other.kind ? one : anyType;
}
