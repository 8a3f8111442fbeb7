import type { Computation, Form, ObjectSchema } from '../schema/types.js';
import { isRowsWidget, widgetOf } from '../widgets/widgetOf.js';
import { computationsOf, inOrder, operandsOf } from './computations.js';
import { dropUnasked, isAsked, visibilities } from './conditions.js';
import { add, type Decimal, multiply, toDecimal, toNumber } from './decimal.js';

type Data = Record<string, unknown>;

/** Decimals of a computed number that is no money. */
const quotientPlaces = 6;

/**
 * A copy of the data with every computed field (`x-ui.compute`), whatever was there before: first the columns of each row, then
 * the form's own fields in the order of their dependencies. Exact in decimals, rounded to cents for money. Fields that are
 * not asked for are left out and count as 0. Never throws.
 */
export function computeFields(form: Form, data: Data): Data {
  const result = { ...data };
  for (const [name, property] of Object.entries(form.schema.properties)) {
    const rows = Object.hasOwn(data, name) ? data[name] : undefined;
    const items = property.items;
    if (!items || !isRowsWidget(widgetOf(property)) || !Array.isArray(rows)) continue;
    result[name] = rows.map((row) =>
      isObject(row) && Object.keys(row).length > 0 ? computeObject(items, row) : row,
    );
  }
  return computeObject(form.schema, result);
}

function computeObject(schema: ObjectSchema, data: Data): Data {
  const computations = computationsOf(schema);
  if (computations.size === 0) return data;
  const conditions = visibilities(schema);
  const result = { ...data };
  for (const [name, computation] of inOrder(computations)) {
    const isMoney = widgetOf(schema.properties?.[name] ?? {}) === 'money';
    if (isAsked(conditions.get(name), result))
      result[name] = toNumber(evaluate(computation, result), isMoney ? 2 : quotientPlaces);
    else delete result[name];
  }
  return dropUnasked(schema, result);
}

function evaluate(computation: Computation, data: Data): Decimal {
  if (computation.sumOf !== undefined) return sum(column(computation.sumOf, data));
  const values = operandsOf(computation).map((name) => toDecimal(own(data, name)));
  return computation.product ? values.reduce(multiply, toDecimal(1)) : sum(values);
}

function column(path: string, data: Data): Decimal[] {
  const [table = '', name = ''] = path.split('.');
  const rows = own(data, table);
  return Array.isArray(rows) ? rows.map((row) => toDecimal(isObject(row) ? own(row, name) : undefined)) : [];
}

function sum(values: Decimal[]): Decimal {
  return values.reduce(add, toDecimal(0));
}

function own(data: Data, name: string): unknown {
  return Object.hasOwn(data, name) ? data[name] : undefined;
}

function isObject(value: unknown): value is Data {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
