import type { FieldError } from '../../platform/errors.js';
import { computeFields } from '../compute/computeFields.js';
import { dropUnasked } from '../compute/conditions.js';
import type { Form, FormContext, ObjectSchema, PropertySchema } from '../schema/types.js';
import { isMultiple, isPartner, isRowsWidget, isUploadWidget, widgetOf } from '../widgets/widgetOf.js';
import { keptFields } from './appendRows.js';
import {
  buildInputTree,
  type FormBody,
  type InputNode,
  markGrowth,
  namesBelow,
  refuse,
} from './inputTree.js';
import { completeTree, isTreeNode, readTicks, signatureNode } from './readParts.js';
import { readPicked } from './readPicked.js';
import { readValue } from './readValue.js';

interface Reading {
  timeZone: string;
  errors: FieldError[];
  refused: string[];
}

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
  if (context.addRow !== undefined) markGrowth(root, context.addRow);
  const reading: Reading = { timeZone: context.timeZone, errors: [], refused };
  const data = readObject(form.schema, root, '', reading);
  const asked = askedData(form, data, context.variables ?? {});
  const dropped = Object.keys(data).filter((name) => !Object.hasOwn(asked, name));
  const errors = reading.errors.filter((error) => !dropped.includes(error.path.split('.')[0] ?? ''));
  return { data: asked, errors: [...errors, ...reading.refused.map(unknownField)] };
}

function askedData(form: Form, data: Data, variables: Data): Data {
  const kept = keptFields(form, variables);
  const known = Object.fromEntries(kept.map((name) => [name, variables[name]]));
  const asked = computeFields(form, dropUnasked(form.schema, { ...data, ...known }));
  return Object.fromEntries(Object.entries(asked).filter(([name]) => !kept.includes(name)));
}

function unknownField(name: string): FieldError {
  const shown = name.length > 40 ? `${name.slice(0, 40)}…` : name;
  return { path: '', message: `表单中没有“${shown}”这一项，提交未被接受` };
}

function readObject(schema: ObjectSchema, node: InputNode, path: string, reading: Reading): Data {
  const data: Data = {};
  const properties = schema.properties ?? {};
  for (const [name, child] of node.children) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const childPath = path === '' ? name : `${path}.${name}`;
    if (!property) {
      for (const unknown of namesBelow(child, childPath)) refuse(reading.refused, unknown);
      continue;
    }
    const value = readProperty(property, child, childPath, reading);
    if (value !== undefined) data[name] = value;
  }
  return data;
}

function readProperty(schema: PropertySchema, node: InputNode, path: string, reading: Reading): unknown {
  if (schema['x-ui']?.compute) return undefined;
  const widget = widgetOf(schema);
  if (isPartner(widget)) return readPartner(schema, node, path, reading);
  if (widget === 'signature' || widget === 'ratingMatrix' || widget === 'checklist') {
    return readParts(schema, node, path, reading);
  }
  if (widget === 'tree') return readTree(schema, node, path, reading);
  if (widget === 'rows' || widget === 'scheduleRows')
    return readRows(schema, node, path, reading, () => true);
  if (isUploadWidget(widget)) {
    node.children.delete('file');
    return readRows(schema, node, path, reading, (row) => Object.hasOwn(row, 'id'));
  }
  for (const unknown of namesBelow({ values: null, children: node.children }, path)) {
    refuse(reading.refused, unknown);
  }
  return isMultiple(schema) ? readMany(schema, node, path, reading) : readOne(schema, node, path, reading);
}

/** Customer or product: a picked match (without JavaScript) replaces what was typed; without an id it is a new one. */
function readPartner(schema: PropertySchema, node: InputNode, path: string, reading: Reading): unknown {
  const picked = readPicked(schema, node.children.get('pick')?.values?.at(-1));
  node.children.delete('pick');
  refuseOwnValues(node, path, reading);
  const data = picked ?? readObject(schema, node, path, reading);
  if (Object.keys(data).length === 0) return undefined;
  return Object.hasOwn(data, 'id') ? data : { id: null, ...data };
}

/** Signature, ratings or ticks; nothing of them is no value at all. */
function readParts(schema: PropertySchema, node: InputNode, path: string, reading: Reading): unknown {
  refuseOwnValues(node, path, reading);
  const widget = widgetOf(schema);
  const parts = readObject(schema, widget === 'signature' ? signatureNode(node) : node, path, reading);
  if (widget === 'checklist') return readTicks(schema, node);
  if (widget === 'signature' && !Object.hasOwn(parts, 'id')) return undefined;
  return Object.keys(parts).length === 0 ? undefined : parts;
}

function readTree(schema: PropertySchema, node: InputNode, path: string, reading: Reading): unknown {
  const rows = readRows(schema, node, path, reading, isTreeNode(node));
  return rows === undefined ? undefined : completeTree(rows);
}

/**
 * Rows in the order of their numbers, empty ones left out, one more than allowed at most (pages can't send
 * more); paths of errors count the rows that are kept. A table that grows keeps its empty rows too.
 */
function readRows(
  schema: PropertySchema,
  node: InputNode,
  path: string,
  reading: Reading,
  isKept: (row: Data) => boolean,
): Data[] | undefined {
  refuseOwnValues(node, path, reading);
  const rows: Data[] = [];
  const grows = isRowsWidget(widgetOf(schema)) && node.grows === 'here';
  const numbered = [...node.children].sort(([a], [b]) => Number(a) - Number(b));
  for (const [index, child] of numbered) {
    if (rows.length > Number(schema.maxItems)) break;
    if (!/^(0|[1-9]\d{0,3})$/.test(index)) {
      for (const unknown of namesBelow(child, `${path}.${index}`)) refuse(reading.refused, unknown);
      continue;
    }
    refuseOwnValues(child, `${path}.${index}`, reading);
    const row = readObject(schema.items ?? {}, child, `${path}.${rows.length}`, reading);
    const isFilled = Object.keys(row).length > 0 && isKept(row);
    if (isFilled || grows || child.grows) rows.push(dropUnasked(schema.items ?? {}, row));
  }
  if (grows && rows.length >= Number(schema.maxItems))
    reading.errors.push({ path, message: `最多 ${schema.maxItems} 行，不能再添加` });
  else if (grows) rows.push({});
  return rows.length === 0 ? undefined : rows;
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

function refuseOwnValues(node: InputNode, path: string, reading: Reading): void {
  if (node.values?.some((value) => value !== '')) refuse(reading.refused, path);
}
