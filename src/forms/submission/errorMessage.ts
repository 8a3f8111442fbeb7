import type { ErrorObject } from 'ajv';
import type { PropertySchema } from '../schema/types.js';
import { widgetOf } from '../widgets/widgetOf.js';

/** The message at a field that is missing. */
export function missingMessage(schema: PropertySchema): string {
  return widgetOf(schema).missingMessage?.(schema) ?? `请填写${schema.title}`;
}

type LimitMessage = (limit: number, schema: PropertySchema) => string;

const limitMessages: Record<string, LimitMessage> = {
  maxLength: (limit) => `最多 ${limit} 个字`,
  minLength: (limit, schema) => (limit <= 1 ? missingMessage(schema) : `至少 ${limit} 个字`),
  minimum: (limit, schema) => `不能小于 ${limit}${unitOf(schema)}`,
  exclusiveMinimum: (limit, schema) => `必须大于 ${limit}${unitOf(schema)}`,
  maximum: (limit, schema) => `不能大于 ${limit}${unitOf(schema)}`,
  exclusiveMaximum: (limit, schema) => `必须小于 ${limit}${unitOf(schema)}`,
  minItems: (limit, schema) => (limit <= 1 ? missingMessage(schema) : `${schema.title}至少 ${limit} 项`),
  maxItems: (limit, schema) => `${titleOf(schema)}最多 ${limit} 项`,
};

const formatMessages: Record<string, string> = {
  phone: '电话号码格式不正确，例如 0531-88886666 或 13800000000',
  date: '日期不正确，例如 2026-11-23',
  'date-time': '时间不正确，例如 2026-11-23 14:30',
  email: '电子邮件地址格式不正确，例如 service@example.com',
};

/** One ajv error about a value as a sentence for the person who filled the field. */
export function errorMessage(error: ErrorObject, schema: PropertySchema): string {
  const limit = limitMessages[error.keyword];
  if (limit) return limit((error.params as { limit: number }).limit, schema);
  const widget = widgetOf(schema);
  if (error.keyword === 'type') return widget.wrongTypeMessage ?? `${titleOf(schema)}填写方式不正确`;
  if (error.keyword === 'format')
    return formatMessages[String(schema.format)] ?? `${titleOf(schema)}格式不正确`;
  if (error.keyword === 'multipleOf')
    return widget.wrongStepMessage ?? `必须是 ${(error.params as { multipleOf: number }).multipleOf} 的倍数`;
  if (error.keyword === 'pattern') return schema['x-ui']?.invalidMessage ?? `${titleOf(schema)}格式不正确`;
  if (error.keyword === 'uniqueItems') return `${titleOf(schema)}有重复的项`;
  if (error.keyword === 'const' && schema.type === 'boolean')
    return `必须选择“${error.params.allowedValue === true ? '是' : '否'}”`;
  if (['oneOf', 'enum', 'const'].includes(error.keyword)) return '请从给出的选项中选择';
  return `${titleOf(schema)}填写不正确`;
}

function unitOf(schema: PropertySchema): string {
  const unit = schema['x-ui']?.unit;
  return unit ? ` ${unit}` : '';
}

/** Items of a list have no title of their own. */
function titleOf(schema: PropertySchema): string {
  return schema.title ?? '这一项';
}
