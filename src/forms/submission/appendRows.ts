import { isDeepStrictEqual } from 'node:util';
import { computationsOf } from '../compute/computations.js';
import { computeFields } from '../compute/computeFields.js';
import type { Form } from '../schema/types.js';
import { earlierRows } from '../widgets/rows/earlierRows.js';
import { isAppendRows } from '../widgets/widgetOf.js';

type Data = Record<string, unknown>;

/** Names of the form's tables that only grow (`x-ui.append`, R8). */
export function appendFields(form: Form): string[] {
  return Object.entries(form.schema.properties)
    .filter(([, property]) => isAppendRows(property))
    .map(([name]) => name);
}

/** Names of the fields that 保存记录 saves at once: growing tables and the fields with `x-ui.record`. */
export function recordableFields(form: Form): string[] {
  return Object.entries(form.schema.properties)
    .filter(([, property]) => isAppendRows(property) || property['x-ui']?.record === true)
    .map(([name]) => name);
}

/** Names of the fields with `x-ui.readOnlyWhenSet` for which the ticket already has a value. */
export function readOnlyFields(form: Form, variables: Data): string[] {
  return Object.entries(form.schema.properties)
    .filter(([name, property]) => property['x-ui']?.readOnlyWhenSet === true && isSet(variables, name))
    .map(([name]) => name);
}

/**
 * The submitted data as the ticket takes it over: each growing table as a whole (the ticket's rows, then the submitted
 * ones), the ticket's value of each read-only field, and the submission's computed fields over all of it.
 */
export function mergeAppendedRows(form: Form, data: Data, variables: Data): Data {
  const merged = { ...data };
  for (const name of readOnlyFields(form, variables)) merged[name] = variables[name];
  for (const name of appendFields(form)) {
    const rows = [...earlierRows(name, variables), ...earlierRows(name, data)];
    if (rows.length > 0) merged[name] = rows;
  }
  return hasComputed(form, data) ? computeFields(form, merged) : merged;
}

/** The ticket's data without these rows of growing tables; the form's computed fields are computed over the others. */
export function withoutRows(form: Form, rows: Readonly<Record<string, unknown[]>>, variables: Data): Data {
  const kept = { ...variables };
  const taken = Object.entries(rows).filter(([, gone]) => gone.length > 0);
  for (const [name, gone] of taken) {
    const left = earlierRows(name, variables).slice();
    for (const row of gone) {
      const place = left.findLastIndex((one) => isDeepStrictEqual(one, row));
      if (place >= 0) left.splice(place, 1);
    }
    if (left.length > 0) kept[name] = left;
    else delete kept[name];
  }
  return taken.length > 0 && hasComputed(form, variables) ? computeFields(form, kept) : kept;
}

function hasComputed(form: Form, data: Data): boolean {
  return [...computationsOf(form.schema).keys()].some((name) => Object.hasOwn(data, name));
}

function isSet(variables: Data, name: string): boolean {
  return Object.hasOwn(variables, name) && variables[name] !== null && variables[name] !== '';
}
