import { DateTime } from 'luxon';
import { dayOf, showDateTime } from '../../platform/dateTimes.js';
import type { FieldError } from '../../platform/errors.js';
import type { FormContext, ObjectSchema, PropertySchema } from '../schema/types.js';
import { widgetOf } from '../widgets/widgetOf.js';

type Data = Record<string, unknown>;

/** The fields beside each other: those of the form, or of one row. */
interface Neighbours {
  schema: ObjectSchema;
  data: Data;
  parent: string;
}

/**
 * Errors in relations between fields and to the present: `notBefore`, `inFuture`, `differsFrom`, and a line of a
 * schedule that ends before it starts. The other field is looked for beside this one, then among the ticket's
 * variables.
 */
export function checkRelations(schema: ObjectSchema, data: Data, context: FormContext): FieldError[] {
  return checkNeighbours({ schema, data, parent: '' }, context);
}

function checkNeighbours(neighbours: Neighbours, context: FormContext): FieldError[] {
  const { schema, data, parent } = neighbours;
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const value = own(data, name);
    const path = parent === '' ? name : `${parent}.${name}`;
    const { shape, rowRules } = widgetOf(property);
    if (shape === 'list' && Array.isArray(value)) {
      const items = property.items ?? {};
      const rules = rowRules?.(items) ?? items;
      return value.flatMap((row, index) =>
        isObject(row)
          ? checkNeighbours({ schema: rules, data: row, parent: `${path}.${index}` }, context)
          : [],
      );
    }
    const message = value === undefined ? null : relationMessage(property, value, neighbours, context);
    return message === null ? [] : [{ path, message, namesField: true as const }];
  });
}

function relationMessage(
  schema: PropertySchema,
  value: unknown,
  neighbours: Neighbours,
  context: FormContext,
): string | null {
  const { notBefore, inFuture, differsFrom } = schema['x-ui'] ?? {};
  return (
    (notBefore ? tooEarly(schema, value, findOtherField(notBefore, neighbours, context), context) : null) ??
    (inFuture ? notInFuture(schema, value, context) : null) ??
    (differsFrom ? samePerson(schema, value, findOtherField(differsFrom, neighbours, context)) : null)
  );
}

interface OtherField {
  title: string | null;
  value: unknown;
}

function findOtherField(name: string, { schema, data }: Neighbours, context: FormContext): OtherField {
  const property = Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined;
  const title = property?.title ?? null;
  return { title, value: own(data, name) ?? (property ? undefined : own(context.variables, name)) };
}

function tooEarly(
  schema: PropertySchema,
  value: unknown,
  { title, value: limit }: OtherField,
  { timeZone }: FormContext,
): string | null {
  const [mine, least] = [momentOf(value, timeZone), momentOf(limit, timeZone)];
  if (mine === null || least === null) return null;
  const byDay = isDay(value) || isDay(limit);
  const isEarlier = byDay ? mine.day < least.day : mine.millis < least.millis;
  if (!isEarlier) return null;
  return `${schema.title}不能早于${title ?? (isDay(limit) ? ` ${limit}` : ` ${showDateTime(String(limit), timeZone)}`)}`;
}

function notInFuture(schema: PropertySchema, value: unknown, { now, timeZone }: FormContext): string | null {
  const mine = momentOf(value, timeZone);
  if (mine === null) return null;
  if (isDay(value)) return mine.day < dayOf(now, timeZone) ? `${schema.title}不能早于今天` : null;
  return mine.millis <= Date.parse(now) ? `${schema.title}必须晚于现在` : null;
}

function samePerson(
  schema: PropertySchema,
  value: unknown,
  { title, value: taken }: OtherField,
): string | null {
  const others = [taken].flat();
  const isSame = [value].flat().some((id) => id !== null && others.includes(id));
  return isSame ? `${schema.title}不能与${title ?? '前面指定的人员'}是同一人` : null;
}

function momentOf(value: unknown, timeZone: string): { day: string; millis: number } | null {
  if (typeof value !== 'string') return null;
  const time = DateTime.fromISO(value, { zone: timeZone });
  return time.isValid ? { day: time.toFormat('yyyy-MM-dd'), millis: time.toMillis() } : null;
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

function own(data: Data, name: string): unknown {
  return Object.hasOwn(data, name) ? data[name] : undefined;
}

function isObject(value: unknown): value is Data {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
