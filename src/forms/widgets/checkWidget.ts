import { checkCompound } from '../schema/checkCompound.js';
import { checkHints } from '../schema/checkHints.js';
import { FieldProblem } from '../schema/fieldProblem.js';
import type { PropertySchema, Widget } from '../schema/types.js';
import { isObjectWidget, isRowsWidget, isUploadWidget, optionsOf, typesOf, widgetOf } from './widgetOf.js';

const typesByWidget: Record<Widget, string[]> = {
  text: ['string'],
  longText: ['string'],
  number: ['number', 'integer'],
  money: ['number'],
  phone: ['string'],
  date: ['string'],
  dateTime: ['string'],
  choice: ['string', 'integer', 'number', 'array'],
  yesNo: ['boolean'],
  person: ['integer', 'array'],
  customer: ['object'],
  product: ['object'],
  rows: ['array'],
  attachments: ['array'],
  photos: ['array'],
  signature: ['object'],
  ratingMatrix: ['object'],
  checklist: ['object'],
  scheduleRows: ['array'],
  tree: ['array'],
};
const formatByWidget: Partial<Record<Widget, string>> = {
  phone: 'phone',
  date: 'date',
  dateTime: 'date-time',
};

/**
 * Checks that a property's widget exists, fits its type and place (`inside`: the compound widget around it) and has what it
 * needs. Throws an Error with a Chinese reason.
 */
export function checkWidget(schema: PropertySchema, path: string, inside: Widget | null): void {
  checkHints(schema, path, inside);
  const widget = widgetOf(schema);
  if (!Object.hasOwn(typesByWidget, widget))
    throw new FieldProblem(path, `字段 ${path} 的控件 ${String(widget)} 不存在`);
  checkType(schema, widget, path);
  checkNeeds(schema, widget, path);
  checkCompound(schema, widget, path);
  const compound = isObjectWidget(widget) || isRowsWidget(widget) || isUploadWidget(widget);
  const allowed = inside === null || (inside === 'tree' && widget === 'rows');
  if (compound && !allowed) throw new FieldProblem(path, `字段 ${path}：表格和对象里不能再放控件 ${widget}`);
}

function checkType(schema: PropertySchema, widget: Widget, path: string): void {
  const types = typesOf(schema).filter((type) => type !== 'null');
  const [type, ...others] = types;
  if (type === undefined || others.length > 0)
    throw new FieldProblem(path, `字段 ${path} 必须有且只有一个 type（可另加 null）`);
  if (!typesByWidget[widget].includes(type))
    throw new FieldProblem(path, `字段 ${path} 的控件 ${widget} 不适用于类型 ${type}`);
  const format = formatByWidget[widget];
  if (format !== undefined && schema.format !== format) {
    throw new FieldProblem(path, `字段 ${path} 的控件 ${widget} 需要 format: ${format}`);
  }
}

function checkNeeds(schema: PropertySchema, widget: Widget, path: string): void {
  if (widget === 'money' && schema.multipleOf !== 0.01)
    throw new FieldProblem(path, `字段 ${path} 的金额需要 multipleOf: 0.01`);
  if (widget === 'person' && !schema['x-ui']?.group)
    throw new FieldProblem(path, `字段 ${path} 需要 x-ui.group 指明岗位`);
  if (widget === 'choice') checkOptions(schema, path);
}

function checkOptions(schema: PropertySchema, path: string): void {
  const options = optionsOf(schema);
  if (options.length === 0) throw new FieldProblem(path, `字段 ${path} 没有选项 oneOf`);
  for (const option of options) {
    const scalar = typeof option.const === 'string' || typeof option.const === 'number';
    if (!scalar || option.const === '' || typeof option.title !== 'string' || option.title === '') {
      throw new FieldProblem(path, `字段 ${path} 的每个选项都要有 const 和 title`);
    }
  }
  if (new Set(options.map((option) => String(option.const))).size < options.length) {
    throw new FieldProblem(path, `字段 ${path} 的选项有重复`);
  }
}
