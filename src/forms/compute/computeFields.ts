import type { Form, ObjectSchema } from '../schema/types.js';
import { widgetOf } from '../widgets/widgetOf.js';
import { type Amount, amountOf, roundTo } from './amounts.js';
import { type AmountSource, computationsOf, evaluateComputation, inDependencyOrder } from './computations.js';
import { dropFieldsNotAskedFor, isAskedFor, visibilities } from './conditions.js';

type Data = Record<string, unknown>;

/**
 * A copy of the data with every computed field (`x-ui.compute`) computed anew: first the columns of each row, then the
 * form's own fields in the order of their dependencies. Exact decimals, rounded to cents for money and to millionths
 * otherwise. Fields that are not asked for are left out and count as 0. Never throws.
 */
export function computeFields(form: Form, data: Data): Data {
  const result = { ...data };
  for (const [name, property] of Object.entries(form.schema.properties)) {
    const rows = Object.hasOwn(data, name) ? data[name] : undefined;
    const items = property.items;
    if (!items || widgetOf(property).shape !== 'list' || !Array.isArray(rows)) continue;
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
  for (const [name, computation] of inDependencyOrder(computations)) {
    const { decimals = 0 } = widgetOf(schema.properties?.[name] ?? {});
    if (isAskedFor(conditions.get(name), result))
      result[name] = roundTo(evaluateComputation(computation, amountsIn(result)), decimals).toNumber();
    else delete result[name];
  }
  return dropFieldsNotAskedFor(schema, result);
}

function amountsIn(data: Data): AmountSource {
  return {
    field: (name) => amountOf(own(data, name)),
    column: (path) => columnAmounts(path, data),
  };
}

/** The amounts in all rows of a column (`partsUsed.amount`). */
export function columnAmounts(path: string, data: Data): Amount[] {
  const [table = '', name = ''] = path.split('.');
  const rows = own(data, table);
  return Array.isArray(rows) ? rows.map((row) => amountOf(isObject(row) ? own(row, name) : undefined)) : [];
}

function own(data: Data, name: string): unknown {
  return Object.hasOwn(data, name) ? data[name] : undefined;
}

function isObject(value: unknown): value is Data {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
