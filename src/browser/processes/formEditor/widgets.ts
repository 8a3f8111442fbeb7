import type { Field, FormSchema } from './types.js';

/** The widgets that can be chosen for a column of a table or a part of a field. */
export const columnWidgets = [
  'text',
  'longText',
  'number',
  'money',
  'phone',
  'date',
  'dateTime',
  'choice',
  'yesNo',
  'person',
] as const;
/** Those for a field of a form. */
export const fieldWidgets = [
  ...columnWidgets,
  'customer',
  'product',
  'rows',
  'checklist',
  'attachments',
  'photos',
  'signature',
] as const;

const hint = (widget: string) => ({ 'x-ui': { widget } });
const text = (maxLength: number): Field => ({ type: 'string', maxLength });

/** A file as the server stores it. */
function storedFile(): Field {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'name', 'size', 'sha256'],
    properties: {
      id: { title: '编号', type: 'integer', minimum: 1 },
      name: { title: '文件名', type: 'string', minLength: 1, maxLength: 255 },
      size: { title: '大小', type: 'integer', minimum: 0 },
      sha256: { title: '校验值', type: 'string', maxLength: 64, pattern: '^[0-9a-f]{64}$' },
    },
  };
}

const files = (): Field => ({ type: 'array', maxItems: 20, items: storedFile() });
const id = (): Field => ({ title: '档案编号', type: ['integer', 'null'], minimum: 1 });
const name = (): Field => ({ title: '名称', type: 'string', minLength: 1, maxLength: 100 });

const partner = (parts: Record<string, Field>): Field => ({
  type: 'object',
  additionalProperties: false,
  required: ['id', 'name'],
  properties: { id: id(), name: name(), ...parts },
});

const templates: Record<string, () => Field> = {
  text: () => text(200),
  longText: () => ({ ...text(2000), ...hint('longText') }),
  number: () => ({ type: 'number', minimum: 0, maximum: 100_000 }),
  money: () => ({ type: 'number', minimum: 0, maximum: 10_000_000, multipleOf: 0.01, ...hint('money') }),
  phone: () => ({ ...text(30), format: 'phone', ...hint('phone') }),
  date: () => ({ type: 'string', format: 'date' }),
  dateTime: () => ({ type: 'string', format: 'date-time' }),
  choice: () => ({
    type: 'string',
    oneOf: [
      { const: 'option1', title: '选项一' },
      { const: 'option2', title: '选项二' },
    ],
  }),
  yesNo: () => ({ type: 'boolean' }),
  person: () => ({ type: 'integer', minimum: 1, 'x-ui': { widget: 'person', group: 'service-engineer' } }),
  customer: () => ({
    ...partner({
      address: { title: '地址', ...text(200) },
      phone: { title: '电话', ...text(30), format: 'phone' },
      contact: { title: '联系人', ...text(50) },
    }),
    ...hint('customer'),
  }),
  product: () => ({
    ...partner({
      model: { title: '型号', ...text(60) },
      serialNumber: { title: '序列号', ...text(60) },
      purchasedOn: { title: '购买日期', type: 'string', format: 'date' },
    }),
    ...hint('product'),
  }),
  rows: () => ({
    type: 'array',
    maxItems: 50,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['text1'],
      properties: { text1: { title: '第一列', type: 'string', minLength: 1, maxLength: 100 } },
    },
    ...hint('rows'),
  }),
  checklist: () => ({
    type: 'object',
    additionalProperties: false,
    properties: { item1: { title: '第一项', type: 'boolean' } },
    ...hint('checklist'),
  }),
  attachments: () => ({ ...files(), ...hint('attachments') }),
  photos: () => ({ ...files(), ...hint('photos') }),
  signature: () => ({ ...storedFile(), ...hint('signature') }),
};

/** A field with this widget and what the widget needs. */
export function newField(widget: string, title: string): Field {
  return { title, ...(templates[widget] ?? templates.text!)() };
}

const toldInCourse = 'text longText choice yesNo number money date dateTime'.split(' ');

/** Whether the course of a ticket can tell the field's value: one text or one choice. */
export function mayBeInCourse(field: Field): boolean {
  return toldInCourse.includes(widgetOf(field));
}

/** The same field with another widget: what people read of it stays. */
export function withWidget(field: Field, widget: string): Field {
  const fresh = newField(widget, field.title ?? '');
  const { wide, fresh: isFresh, inCourse } = field['x-ui'] ?? {};
  const kept = {
    ...(wide === true && { wide }),
    ...(isFresh === true && { fresh: isFresh }),
    ...(inCourse === true && mayBeInCourse(fresh) && { inCourse }),
  };
  const hints = { ...fresh['x-ui'], ...kept };
  return {
    title: fresh.title,
    ...(field.description && { description: field.description }),
    ...fresh,
    ...(Object.keys(hints).length > 0 && { 'x-ui': hints }),
  };
}

/** The field with what it refers to within the form, for reading. */
export function resolved(field: Field, schema: FormSchema): Field {
  const target = field.$ref ? schema.$defs?.[field.$ref.replace('#/$defs/', '')] : undefined;
  return target ? { ...target, ...field } : field;
}

/** The widget of a field: its hint, else the plainest one for its JSON type, as the server takes it. */
export function widgetOf(field: Field): string {
  const named = field['x-ui']?.widget;
  if (named) return named;
  if (field.oneOf || field.items?.oneOf) return 'choice';
  const types = [field.type ?? []].flat();
  if (types.includes('boolean')) return 'yesNo';
  if (types.includes('number') || types.includes('integer')) return 'number';
  if (types.includes('array')) return 'rows';
  const formats: Record<string, string> = { date: 'date', 'date-time': 'dateTime', phone: 'phone' };
  return formats[field.format ?? ''] ?? 'text';
}
