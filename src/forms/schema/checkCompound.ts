import { isUploadWidget, optionsOf, typesOf, widgetOf } from '../widgets/widgetOf.js';
import { FieldProblem } from './fieldProblem.js';
import type { PropertySchema, Widget } from './types.js';

const customerFields = ['id', 'name', 'address', 'phone', 'contact'];
const productFields = ['id', 'name', 'model', 'serialNumber', 'purchasedOn'];
const uploadFields = ['id', 'name', 'size', 'sha256'];
const treeFields = ['key', 'parentKey', 'name', 'duties', 'positions'];
const positionFields = ['name', 'headcount', 'duties', 'groups'];

/** Checks the parts of a widget whose value is an object or a list of objects. Throws an Error with a Chinese reason. */
export function checkCompound(schema: PropertySchema, widget: Widget, path: string): void {
  if (widget === 'customer') checkFields(schema, customerFields, ['id', 'name'], path);
  if (widget === 'product') checkFields(schema, productFields, ['id', 'name'], path);
  if (isUploadWidget(widget)) checkFields(schema.items, uploadFields, ['id', 'name'], path);
  if (widget === 'signature') checkSignature(schema, path);
  if (widget === 'ratingMatrix') checkMatrix(schema, path);
  if (widget === 'checklist') checkItems(schema, path);
  if (widget === 'scheduleRows') checkSchedule(schema, path);
  if (widget === 'tree') checkTree(schema, path);
}

function checkFields(
  schema: PropertySchema | undefined,
  allowed: string[],
  needed: string[],
  path: string,
): void {
  const names = Object.keys(schema?.properties ?? {});
  const unknown = names.find((name) => !allowed.includes(name));
  if (unknown !== undefined)
    throw new FieldProblem(`${path}.${unknown}`, `字段 ${path}.${unknown} 不属于这种控件`);
  if (needed.some((name) => !names.includes(name)))
    throw new FieldProblem(path, `字段 ${path} 需要 ${needed.join('、')}`.replace(/、([^、]+)$/, ' 和 $1'));
}

function checkSignature(schema: PropertySchema, path: string): void {
  checkFields(schema, uploadFields, uploadFields, path);
  if (uploadFields.some((name) => !schema.required?.includes(name))) {
    throw new FieldProblem(path, `字段 ${path} 的签名必须把 ${uploadFields.join('、')} 列入 required`);
  }
}

/** One row of radios for each item: all items have the same levels. */
function checkMatrix(schema: PropertySchema, path: string): void {
  const items = Object.entries(schema.properties ?? {});
  const levels = (item: PropertySchema) =>
    JSON.stringify(optionsOf(item).map((option) => [option.const, option.title]));
  for (const [name, item] of items) {
    const single = widgetOf(item) === 'choice' && !typesOf(item).includes('array');
    if (!single)
      throw new FieldProblem(
        `${path}.${name}`,
        `字段 ${path}.${name} 应为单选（oneOf），评分表每一行是一个单选`,
      );
    if (levels(item) !== levels(items[0]?.[1] ?? {})) {
      throw new FieldProblem(path, `字段 ${path} 的每一项必须有相同的等级 oneOf`);
    }
  }
}

function checkItems(schema: PropertySchema, path: string): void {
  for (const [name, item] of Object.entries(schema.properties ?? {})) {
    if (widgetOf(item) !== 'yesNo')
      throw new FieldProblem(`${path}.${name}`, `字段 ${path}.${name} 应为 boolean，检查单每一项是一个勾`);
  }
}

function checkSchedule(schema: PropertySchema, path: string): void {
  const columns: Record<string, PropertySchema> = schema.items?.properties ?? {};
  for (const [name, widget] of [
    ['name', 'text'],
    ['startOn', 'date'],
    ['endOn', 'date'],
  ] as const) {
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (!column || widgetOf(column) !== widget) {
      throw new FieldProblem(path, `字段 ${path} 的进度表需要列 ${name}（${widget}）`);
    }
  }
}

function checkTree(schema: PropertySchema, path: string): void {
  checkFields(schema.items, treeFields, ['key', 'parentKey', 'name', 'positions'], path);
  const node: Record<string, PropertySchema> = schema.items?.properties ?? {};
  const { key = {}, parentKey = {}, name = {}, positions = {} } = node;
  for (const [part, column] of Object.entries({ key, parentKey, name })) {
    if (widgetOf(column) !== 'text')
      throw new FieldProblem(`${path}.${part}`, `字段 ${path}.${part} 应为文本`);
  }
  if (!typesOf(parentKey).includes('null')) {
    throw new FieldProblem(`${path}.parentKey`, `字段 ${path}.parentKey 的 type 应为 ["string", "null"]`);
  }
  if (widgetOf(positions) !== 'rows')
    throw new FieldProblem(`${path}.positions`, `字段 ${path}.positions 应为表格`);
  checkFields(positions.items, positionFields, ['name', 'headcount'], `${path}.positions`);
}
