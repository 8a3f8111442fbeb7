import { numberText } from '../../compute/amounts.js';
import { FieldProblem } from '../../schema/fieldProblem.js';
import type { PropertySchema } from '../../schema/types.js';

/** Checks that a property has only the allowed parts and all needed ones. @throws {FieldProblem} */
export function checkParts(
  schema: PropertySchema | undefined,
  allowed: readonly string[],
  needed: readonly string[],
  path: string,
): void {
  const names = Object.keys(schema?.properties ?? {});
  const unknown = names.find((name) => !allowed.includes(name));
  if (unknown !== undefined)
    throw new FieldProblem(`${path}.${unknown}`, `字段 ${path}.${unknown} 不属于这种控件`);
  if (needed.some((name) => !names.includes(name)))
    throw new FieldProblem(path, `字段 ${path} 需要 ${needed.join('、')}`.replace(/、([^、]+)$/, ' 和 $1'));
}

/** One part of a value; undefined when it has none of that name. */
export function partIn(data: unknown, key: string): unknown {
  return isObject(data) && Object.hasOwn(data, key) ? data[key] : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A value as plain text, when there is no better way to show it. */
export function plainText(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
