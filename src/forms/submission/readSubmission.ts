import type { FieldError } from '../../platform/errors.js';
import { computeFields } from '../compute/computeFields.js';
import { dropFieldsNotAskedFor } from '../compute/conditions.js';
import type { Form, FormContext, PropertySchema } from '../schema/types.js';
import { isMultiple, widgetOf } from '../widgets/widgetOf.js';
import { readOnlyFields } from './appendRows.js';
import {
  buildInputTree,
  type FormBody,
  type InputNode,
  markAddedRow,
  namesBelow,
  noteRefusedName,
} from './inputTree.js';
import { type Reading, readObject } from './reading.js';
import { readValue } from './readValue.js';

type Data = Record<string, unknown>;

/**
 * Turns a posted body (flat names such as `contacts.0.channel`) into the form's typed data by walking the schema.
 * What can't be read stays in the data as typed, so that the page can show it again, and has an error. Fields whose condition
 * does not hold, given what was sent and what the ticket keeps (`x-ui.readOnlyWhenSet`), are dropped, and so is what was sent for
 * a kept one; computed fields are computed, whatever was sent for them. Unknown names are errors of the whole form (path ''); names that start with `_` are skipped.
 * Never throws.
 * @param context.addRow name of the table that gets one more empty row, as the page names it (`organization.0.positions`): what
 * 添加一行 does without JavaScript
 */
export function readSubmission(
  form: Form,
  body: FormBody,
  context: Pick<FormContext, 'timeZone'> & Partial<Pick<FormContext, 'variables'>> & { addRow?: string },
): { data: Data; errors: FieldError[] } {
  const { root, refused } = buildInputTree(body);
  if (context.addRow !== undefined) markAddedRow(root, context.addRow);
  const reading: Reading = {
    timeZone: context.timeZone,
    errors: [],
    refused,
    readField: (schema, node, path) => readField(schema, node, path, reading),
  };
  const data = readObject(form.schema, root, '', reading);
  const asked = dataAskedFor(form, data, context.variables ?? {});
  const dropped = Object.keys(data).filter((name) => !Object.hasOwn(asked, name));
  const errors = reading.errors.filter((error) => !dropped.includes(error.path.split('.')[0] ?? ''));
  return { data: asked, errors: [...errors, ...reading.refused.map(unknownField)] };
}

function dataAskedFor(form: Form, data: Data, variables: Data): Data {
  const kept = readOnlyFields(form, variables);
  const known = Object.fromEntries(kept.map((name) => [name, variables[name]]));
  const asked = computeFields(form, dropFieldsNotAskedFor(form.schema, { ...data, ...known }));
  return Object.fromEntries(Object.entries(asked).filter(([name]) => !kept.includes(name)));
}

function unknownField(name: string): FieldError {
  const shown = name.length > 40 ? `${name.slice(0, 40)}…` : name;
  return { path: '', message: `表单中没有“${shown}”这一项，提交未被接受` };
}

function readField(schema: PropertySchema, node: InputNode, path: string, reading: Reading): unknown {
  if (schema['x-ui']?.compute) return undefined;
  const { read } = widgetOf(schema);
  if (read) return read({ schema, node, path, reading });
  for (const unknown of namesBelow({ values: null, children: node.children }, path)) {
    noteRefusedName(reading.refused, unknown);
  }
  return isMultiple(schema) ? readMany(schema, node, path, reading) : readOne(schema, node, path, reading);
}

function readMany(schema: PropertySchema, node: InputNode, path: string, reading: Reading): unknown {
  const item = { ...schema.items, 'x-ui': schema['x-ui'] } as PropertySchema;
  const values: unknown[] = [];
  for (const raw of node.values ?? []) {
    const { value, error } = readValue(item, raw, reading.timeZone);
    if (error !== undefined) reading.errors.push({ path, message: error });
    if (value !== undefined && !values.includes(value)) values.push(value);
  }
  return values.length === 0 ? undefined : values;
}

function readOne(schema: PropertySchema, node: InputNode, path: string, reading: Reading): unknown {
  const [raw, ...others] = node.values ?? [];
  if (raw === undefined) return undefined;
  const { value, error } = readValue(schema, raw, reading.timeZone);
  if (others.length > 0) reading.errors.push({ path, message: '只能填写一个值' });
  else if (error !== undefined) reading.errors.push({ path, message: error });
  return value;
}
