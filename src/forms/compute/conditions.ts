import type { ObjectSchema } from '../schema/types.js';

/** `field` has (or, negated, has not) one of `values`. */
export interface Clause {
  field: string;
  values: unknown[];
  negated: boolean;
}

/** A field is asked for when all clauses of one of the alternatives hold. */
export type Visibility = Clause[][];

type Node = Record<string, unknown>;

/** Which fields of an object schema are asked for only under a condition, read from its `if`/`then`/`else` and those in `allOf`. */
export function visibilities(schema: ObjectSchema): Map<string, Visibility> {
  const result = new Map<string, Visibility>();
  for (const block of conditionBlocks(schema)) {
    const clauses = clausesOf(block.if as Node);
    addFields(result, block.then, [clauses]);
    addFields(
      result,
      block.else,
      clauses.map((clause) => [{ ...clause, negated: true }]),
    );
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (property['x-ui']?.showAlways || schema.required?.includes(name)) result.delete(name);
  }
  return result;
}

/** The schema itself if it has an `if`, and every member of its `allOf` that has one. */
export function conditionBlocks(schema: ObjectSchema): Node[] {
  const candidates = [schema, ...(Array.isArray(schema.allOf) ? schema.allOf : [])] as Node[];
  return candidates.filter((candidate) => candidate.if !== undefined);
}

/** The fields that a `then` or `else` names. */
export function fieldsOfBranch(branch: unknown): string[] {
  if (branch === null || typeof branch !== 'object') return [];
  const { required, properties } = branch as { required?: string[]; properties?: Node };
  return [...new Set([...(required ?? []), ...Object.keys(properties ?? {})])];
}

/** Whether a field is asked for, given the values of its neighbours. */
export function isAskedFor(visibility: Visibility | undefined, data: Record<string, unknown>): boolean {
  return visibility === undefined || visibility.some((all) => all.every((clause) => holds(clause, data)));
}

/** A copy of the data without the fields that are not asked for; a dropped field also hides what depends on it. */
export function dropFieldsNotAskedFor(
  schema: ObjectSchema,
  data: Record<string, unknown>,
): Record<string, unknown> {
  const rules = visibilities(schema);
  const kept = { ...data };
  let changed = rules.size > 0;
  while (changed) {
    changed = false;
    for (const [name, visibility] of rules) {
      if (!Object.hasOwn(kept, name) || isAskedFor(visibility, kept)) continue;
      delete kept[name];
      changed = true;
    }
  }
  return kept;
}

function holds(clause: Clause, data: Record<string, unknown>): boolean {
  const value = Object.hasOwn(data, clause.field) ? data[clause.field] : undefined;
  return clause.values.includes(value) !== clause.negated;
}

/** The `then` or `else` of each condition that applies to the data. */
export function activeBranches(schema: ObjectSchema, data: Record<string, unknown>): Node[] {
  return conditionBlocks(schema).flatMap((block) => {
    const applies = clausesOf(block.if as Node).every((clause) => holds(clause, data));
    const branch = applies ? block.then : block.else;
    return branch !== null && typeof branch === 'object' ? [branch as Node] : [];
  });
}

function clausesOf(condition: Node): Clause[] {
  const properties = (condition.properties ?? {}) as Record<string, Node>;
  return Object.entries(properties).map(([field, test]) => ({
    field,
    values: Object.hasOwn(test, 'const') ? [test.const] : ((test.enum ?? []) as unknown[]),
    negated: false,
  }));
}

function addFields(result: Map<string, Visibility>, branch: unknown, alternatives: Visibility): void {
  for (const field of fieldsOfBranch(branch)) {
    result.set(field, [...(result.get(field) ?? []), ...alternatives]);
  }
}
