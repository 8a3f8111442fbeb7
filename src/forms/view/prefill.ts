import { addDuration, dayOf, toMinute } from '../../platform/dateTimes.js';
import { typesOf } from '../schema/propertyTypes.js';
import type { Form, FormContext, ObjectSchema, PropertySchema } from '../schema/types.js';
import { isAppendRows, isMultiple, widgetOf } from '../widgets/widgetOf.js';

/**
 * The values that a fresh form starts with: what the ticket already knows under the same name (unless `fresh`), what the
 * `prefill` hint names, else the schema's `default`. A value that no longer fits the field is left out. `fresh`: names of
 * further fields that the task needs anew.
 */
export function prefill(
  form: Form,
  context: FormContext,
  fresh: ReadonlySet<string> = new Set(),
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(form.schema.properties)) {
    if (isAppendRows(property)) continue;
    const isFresh = fresh.has(name) || property['x-ui']?.fresh === true;
    const value = initialValue(isFresh ? null : name, property, context);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** Start values of a new row of a table: hints and defaults of its columns. */
export function prefillRow(schema: PropertySchema, context: FormContext): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.items?.properties ?? {})) {
    const hint = property['x-ui']?.prefill;
    const value = fittingValue(
      property,
      hint === undefined ? defaultOf(property) : hintedValue(hint, property, context),
      context,
    );
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** `name`: what the ticket may know it by; null: it is to be said anew. */
function initialValue(name: string | null, property: PropertySchema, context: FormContext): unknown {
  const hint = property['x-ui']?.prefill;
  const candidates = [
    name === null ? undefined : lookUp(context.variables, name),
    hint === undefined ? undefined : hintedValue(hint, property, context),
    defaultOf(property),
  ];
  for (const candidate of candidates) {
    const value = fittingValue(property, candidate, context);
    if (value !== undefined) return value;
  }
  return undefined;
}

function defaultOf(property: PropertySchema): unknown {
  return property['x-ui']?.default ?? property.default;
}

function hintedValue(hint: string, property: PropertySchema, context: FormContext): unknown {
  if (hint === '$now') return toMinute(context.now);
  if (hint === '$today') return dayOf(context.now, context.timeZone);
  if (hint.startsWith('$file.')) return lookUp({ ...context.file }, hint.slice('$file.'.length));
  const [, start, duration] = /^([^+]+)\+(P[0-9DHMTW]+)$/.exec(hint) ?? [];
  if (start && duration) return addDuration(hintedValue(start, property, context), duration);
  if (hint === '$actor') return widgetOf(property).valueForActor?.(context.actor) ?? context.actor.name;
  return lookUp(context.variables, hint);
}

function lookUp(variables: Record<string, unknown>, path: string): unknown {
  let value: unknown = variables;
  for (const part of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** The value if the field can show it; of an object, the parts that it can show. */
function fittingValue(schema: PropertySchema, value: unknown, context: FormContext): unknown {
  if (value === undefined) return undefined;
  const widget = widgetOf(schema);
  if (widget.shape === 'object') return fittingObject(schema, value, context);
  if (isMultiple(schema)) {
    const kept = Array.isArray(value) ? value.filter((item) => isOffered(schema, item, context)) : [];
    return kept.length === 0 ? undefined : kept;
  }
  if (Array.isArray(value)) {
    if (!typesOf(schema).includes('array')) return undefined;
    return value
      .map((row) => fittingObject(schema.items ?? {}, row, context))
      .filter((row) => row !== undefined);
  }
  if (widget.optionsFor) return isOffered(schema, value, context) ? value : undefined;
  return typesOf(schema).includes(jsonType(value, schema)) ? value : undefined;
}

function fittingObject(schema: ObjectSchema, value: unknown, context: FormContext): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const kept: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const part = fittingValue(property, lookUp(value as Record<string, unknown>, name), context);
    if (part !== undefined) kept[name] = part;
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function isOffered(schema: PropertySchema, value: unknown, context: FormContext): boolean {
  return (widgetOf(schema).optionsFor?.(schema, context) ?? []).some((option) => option.const === value);
}

function jsonType(value: unknown, schema: PropertySchema): string {
  if (value === null) return 'null';
  if (Number.isInteger(value) && typesOf(schema).includes('integer')) return 'integer';
  return typeof value;
}
