import type { ErrorObject } from 'ajv';
import type { FieldError } from '../../platform/errors.js';
import { whyNoPhone } from '../../platform/phoneNumbers.js';
import type { PropertySchema } from '../schema/types.js';
import { widgetOf } from '../widgets/widgetOf.js';

/** What is wrong with a value, and whether the sentence names its field. */
export type Complaint = Omit<FieldError, 'path'>;

const named = (message: string): Complaint => ({ message, namesField: true });
const unnamed = (message: string): Complaint => ({ message });

/** The complaint about a field that is missing. */
export function missingComplaint(schema: PropertySchema): Complaint {
  return named(widgetOf(schema).missingMessage?.(schema) ?? `请填写${schema.title}`);
}

type LimitComplaint = (limit: number, schema: PropertySchema) => Complaint;

const limitComplaints: Record<string, LimitComplaint> = {
  maxLength: (limit) => unnamed(`最多 ${limit} 个字`),
  minLength: (limit, schema) => (limit <= 1 ? missingComplaint(schema) : unnamed(`至少 ${limit} 个字`)),
  minimum: (limit, schema) => unnamed(`不能小于 ${limit}${unitOf(schema)}`),
  exclusiveMinimum: (limit, schema) => unnamed(`必须大于 ${limit}${unitOf(schema)}`),
  maximum: (limit, schema) => unnamed(`不能大于 ${limit}${unitOf(schema)}`),
  exclusiveMaximum: (limit, schema) => unnamed(`必须小于 ${limit}${unitOf(schema)}`),
  minItems: (limit, schema) =>
    limit <= 1 ? missingComplaint(schema) : aboutField(schema, `至少 ${limit} 项`),
  maxItems: (limit, schema) => aboutField(schema, `最多 ${limit} 项`),
};

const formatMessages: Record<string, (value: string) => string> = {
  phone: (value) => whyNoPhone(value) ?? '电话号码格式不正确',
  date: () => '日期不正确，例如 2026-11-23',
  'date-time': () => '时间不正确，例如 2026-11-23 14:30',
  email: () => '电子邮件地址格式不正确，例如 service@example.com',
};

/** One ajv error about a value as a sentence for the person who filled the field. */
export function complaintAbout(error: ErrorObject, schema: PropertySchema): Complaint {
  const limit = limitComplaints[error.keyword];
  if (limit) return limit((error.params as { limit: number }).limit, schema);
  const widget = widgetOf(schema);
  const known = (message: string | undefined, otherwise: string) =>
    message === undefined ? aboutField(schema, otherwise) : unnamed(message);
  if (error.keyword === 'type') return known(widget.wrongTypeMessage, '填写方式不正确');
  if (error.keyword === 'format')
    return known(formatMessages[String(schema.format)]?.(String(error.data)), '格式不正确');
  if (error.keyword === 'multipleOf')
    return unnamed(
      widget.wrongStepMessage ?? `必须是 ${(error.params as { multipleOf: number }).multipleOf} 的倍数`,
    );
  if (error.keyword === 'pattern') return known(schema['x-ui']?.invalidMessage, '格式不正确');
  if (error.keyword === 'uniqueItems') return aboutField(schema, '有重复的项');
  if (error.keyword === 'const' && schema.type === 'boolean')
    return unnamed(`必须选择“${error.params.allowedValue === true ? '是' : '否'}”`);
  if (['oneOf', 'enum', 'const'].includes(error.keyword)) return unnamed('请从给出的选项中选择');
  return aboutField(schema, '填写不正确');
}

function unitOf(schema: PropertySchema): string {
  const unit = schema['x-ui']?.unit;
  return unit ? ` ${unit}` : '';
}

/** Items of a list have no title of their own. */
function aboutField({ title = '这一项' }: PropertySchema, what: string): Complaint {
  return named(title + what);
}
