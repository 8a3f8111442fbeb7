import type { FieldError } from '../../platform/errors.js';
import { dropFieldsNotAskedFor } from '../compute/conditions.js';
import type { ObjectSchema, PropertySchema } from '../schema/types.js';
import { type InputNode, namesBelow, noteRefusedName } from './inputTree.js';

type Data = Record<string, unknown>;

/** State while a posted body is read. */
export interface Reading {
  timeZone: string;
  errors: FieldError[];
  refused: string[];
  /** Reads one field by its widget. */
  readField(schema: PropertySchema, node: InputNode, path: string): unknown;
}

/** The fields of an object by their names; names that it does not have are refused. */
export function readObject(schema: ObjectSchema, node: InputNode, path: string, reading: Reading): Data {
  const data: Data = {};
  const properties = schema.properties ?? {};
  for (const [name, child] of node.children) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const childPath = path === '' ? name : `${path}.${name}`;
    if (!property) {
      for (const unknown of namesBelow(child, childPath)) noteRefusedName(reading.refused, unknown);
      continue;
    }
    const value = reading.readField(property, child, childPath);
    if (value !== undefined) data[name] = value;
  }
  return data;
}

interface Rows {
  isKept?(row: Data): boolean;
  /** Whether 添加一行 may add a row; empty rows are then kept too. */
  canGrow: boolean;
}

/**
 * Rows in the order of their numbers, empty ones left out, one more than allowed at most (pages can't send
 * more); paths of errors count the rows that are kept.
 */
export function readRows(
  schema: PropertySchema,
  node: InputNode,
  path: string,
  reading: Reading,
  { isKept = () => true, canGrow }: Rows,
): Data[] | undefined {
  refuseOwnValues(node, path, reading);
  const rows: Data[] = [];
  const grows = canGrow && node.growsAt === 'here';
  const numbered = [...node.children].sort(([a], [b]) => Number(a) - Number(b));
  for (const [index, child] of numbered) {
    if (rows.length > Number(schema.maxItems)) break;
    if (!/^(0|[1-9]\d{0,3})$/.test(index)) {
      for (const unknown of namesBelow(child, `${path}.${index}`)) noteRefusedName(reading.refused, unknown);
      continue;
    }
    refuseOwnValues(child, `${path}.${index}`, reading);
    const row = readObject(schema.items ?? {}, child, `${path}.${rows.length}`, reading);
    const isFilled = Object.keys(row).length > 0 && isKept(row);
    if (isFilled || grows || child.growsAt) rows.push(dropFieldsNotAskedFor(schema.items ?? {}, row));
  }
  if (grows && rows.length >= Number(schema.maxItems))
    reading.errors.push({ path, message: `最多 ${schema.maxItems} 行，不能再添加` });
  else if (grows) rows.push({});
  return rows.length === 0 ? undefined : rows;
}

/** Refuses a value at the name of a field that has parts. */
export function refuseOwnValues(node: InputNode, path: string, reading: Reading): void {
  if (node.values?.some((value) => value !== '')) noteRefusedName(reading.refused, path);
}
