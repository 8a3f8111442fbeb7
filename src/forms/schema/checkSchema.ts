import { checkWidget } from '../widgets/checkWidget.js';
import type { Widget } from '../widgets/widget.js';
import { widgetOf } from '../widgets/widgetOf.js';
import { checkCompute } from './checkCompute.js';
import { checkConditions } from './checkConditions.js';
import { checkPattern } from './checkPattern.js';
import { FieldProblem, pathIn, placeText } from './fieldProblem.js';
import { typesOf } from './propertyTypes.js';
import type { FormSchema, ObjectSchema, PropertySchema } from './types.js';

const maxText = 20_000;
const maxItems = 500;
const maxTitle = 60;
const fieldName = /^[a-z][A-Za-z0-9]{0,39}$/;
const formHints = ['sections', 'summaryOf', 'submitLabel'];

/** Checks what JSON Schema leaves open: that the form can be shown, read and bounded. Throws an Error with a Chinese reason. */
export function checkSchema(schema: FormSchema): void {
  if (schema.type !== 'object') throw new Error('最外层的 type 必须是 object');
  if (!isTitle(schema.title)) throw new Error(`缺少标题 title（不超过 ${maxTitle} 个字）`);
  if (typeof schema.$id !== 'string' || schema.$id === '') throw new Error('缺少标识 $id');
  checkObject(schema, '', null);
  checkFormHints(schema);
}

/** @param inside the widget whose parts these are; null for the form itself */
function checkObject(schema: ObjectSchema, path: string, inside: Widget | null): void {
  const where = placeText(path);
  if (schema.additionalProperties !== false && schema.unevaluatedProperties !== false) {
    throw new FieldProblem(
      path,
      `${where} 必须写明 additionalProperties: false 或 unevaluatedProperties: false`,
    );
  }
  if (schema.patternProperties !== undefined)
    throw new FieldProblem(path, `${where} 不能使用 patternProperties`);
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) throw new FieldProblem(path, `${where} 没有任何字段`);
  checkConditions(schema, path);
  for (const [name, property] of properties) checkProperty(property, name, path, inside);
  checkCompute(schema, path, inside !== null);
}

function checkProperty(schema: PropertySchema, name: string, parent: string, inside: Widget | null): void {
  const path = pathIn(parent, name);
  if (!fieldName.test(name) || name in Object.prototype) throw new FieldProblem(path, `字段名 ${path} 无效`);
  if (schema === null || typeof schema !== 'object') throw new FieldProblem(path, `字段 ${path} 必须是对象`);
  if (!isTitle(schema.title))
    throw new FieldProblem(path, `字段 ${path} 缺少标题 title（不超过 ${maxTitle} 个字）`);
  checkWidget(schema, path, inside);
  checkBounds(schema, path);
  const widget = widgetOf(schema);
  if (widget.shape === 'object') checkObject(schema, path, widget);
  if (typesOf(schema).includes('array')) checkItems(schema, path);
}

function checkItems(schema: PropertySchema, path: string): void {
  const limit = schema.maxItems;
  if (typeof limit !== 'number' || limit < 1 || limit > maxItems) {
    throw new FieldProblem(path, `字段 ${path} 必须有 maxItems（1 至 ${maxItems}）`);
  }
  if (!schema.items) throw new FieldProblem(path, `字段 ${path} 缺少 items`);
  const widget = widgetOf(schema);
  if (widget.shape === 'list' || widget.shape === 'files') checkObject(schema.items, path, widget);
}

function checkBounds(schema: PropertySchema, path: string): void {
  if (schema.pattern !== undefined) checkPattern(schema, path);
  const bounded = schema.oneOf || schema.format === 'date' || schema.format === 'date-time';
  if (!typesOf(schema).includes('string') || bounded) return;
  const limit = schema.maxLength;
  if (typeof limit !== 'number' || limit < 1 || limit > maxText) {
    throw new FieldProblem(path, `字段 ${path} 必须有 maxLength（1 至 ${maxText}）`);
  }
}

function checkFormHints(schema: FormSchema): void {
  const hints = schema['x-ui'] ?? {};
  const unknown = Object.keys(hints).find((key) => !formHints.includes(key));
  if (unknown !== undefined) throw new Error(`x-ui 中有未知的提示 ${unknown}`);
  const placed = new Set<string>();
  for (const section of hints.sections ?? []) {
    if (!isTitle(section.title)) throw new Error('x-ui.sections 中有分组缺少标题');
    for (const field of section.fields ?? []) {
      if (!Object.hasOwn(schema.properties, field))
        throw new FieldProblem(field, `分组「${section.title}」中的字段 ${field} 不存在`);
      if (placed.has(field)) throw new FieldProblem(field, `字段 ${field} 出现在两个分组中`);
      placed.add(field);
    }
  }
}

function isTitle(title: unknown): boolean {
  return typeof title === 'string' && title.trim() !== '' && title.length <= maxTitle;
}
