import { checkHints } from '../schema/checkHints.js';
import { FieldProblem } from '../schema/fieldProblem.js';
import { typesOf } from '../schema/propertyTypes.js';
import type { PropertySchema } from '../schema/types.js';
import type { Widget } from './widget.js';
import { widgetNamed, widgetOf } from './widgetOf.js';

/**
 * Checks that a property's widget exists, fits its type and place (`inside`: the compound widget around it) and has what it
 * needs. Throws an Error with a Chinese reason.
 */
export function checkWidget(schema: PropertySchema, path: string, inside: Widget | null): void {
  const hint: unknown = schema['x-ui']?.widget;
  if (hint && !widgetNamed(hint)) throw new FieldProblem(path, `字段 ${path} 的控件 ${String(hint)} 不存在`);
  const widget = widgetOf(schema);
  checkHints(schema, path, widget, inside !== null);
  checkType(schema, widget, path);
  widget.check?.({ schema, path, widgetOf: (part) => widgetOf(part).name });
  const isAllowed = inside === null || inside.allowedParts?.includes(widget.name);
  if (widget.shape !== 'single' && !isAllowed)
    throw new FieldProblem(path, `字段 ${path}：表格和对象里不能再放控件 ${widget.name}`);
}

function checkType(schema: PropertySchema, { name, types, format }: Widget, path: string): void {
  const [type, ...others] = typesOf(schema).filter((one) => one !== 'null');
  if (type === undefined || others.length > 0)
    throw new FieldProblem(path, `字段 ${path} 必须有且只有一个 type（可另加 null）`);
  if (!types.includes(type)) throw new FieldProblem(path, `字段 ${path} 的控件 ${name} 不适用于类型 ${type}`);
  if (format !== undefined && schema.format !== format) {
    throw new FieldProblem(path, `字段 ${path} 的控件 ${name} 需要 format: ${format}`);
  }
}
