import { isRowsWidget, isUploadWidget, optionsOf, widgetOf } from '../widgets/widgetOf.js';
import { FieldProblem } from './fieldProblem.js';
import type { PropertySchema, Widget } from './types.js';

const fieldHints = [
  'widget',
  'group',
  'prefill',
  'fresh',
  'append',
  'placeholder',
  'unit',
  'wide',
  'showAlways',
  'invalidMessage',
  'default',
  'compute',
  'notBefore',
  'inFuture',
  'differsFrom',
  'readOnlyWhenSet',
  'record',
  'inCourse',
];
const timeWidgets: Widget[] = ['date', 'dateTime'];
const widgetsWithDefault: Widget[] = ['choice', 'yesNo', 'number', 'money', 'text', 'date', 'dateTime'];
/** Widgets whose value is one line or one text. */
const courseWidgets: Widget[] = [...widgetsWithDefault, 'longText'];
const fieldName = /^[a-z][A-Za-z0-9]{0,39}$/;

/** Checks that a property's hints exist and fit its widget and place. Throws an Error with a Chinese reason. */
export function checkHints(schema: PropertySchema, path: string, inside: Widget | null): void {
  const hints = schema['x-ui'] ?? {};
  const unknown = Object.keys(hints).find((key) => !fieldHints.includes(key));
  if (unknown !== undefined) throw new FieldProblem(path, `字段 ${path} 的 x-ui 中有未知的提示 ${unknown}`);
  const widget = widgetOf(schema);
  for (const flag of ['inFuture', 'readOnlyWhenSet', 'record', 'inCourse'] as const) {
    if (hints[flag] !== undefined && typeof hints[flag] !== 'boolean') {
      throw new FieldProblem(path, `字段 ${path} 的 x-ui.${flag} 只能是 true 或 false`);
    }
  }
  for (const [hint, widgets, kind] of [
    ['notBefore', timeWidgets, '日期和时间'],
    ['inFuture', timeWidgets, '日期和时间'],
    ['differsFrom', ['person'], '人员'],
    ['default', widgetsWithDefault, '单个值'],
    ['inCourse', courseWidgets, '文字和单个值'],
  ] as const) {
    if (hints[hint] !== undefined && !(widgets as readonly Widget[]).includes(widget)) {
      throw new FieldProblem(path, `字段 ${path}：x-ui.${hint} 只用于${kind}字段`);
    }
  }
  for (const hint of ['notBefore', 'differsFrom'] as const) {
    if (hints[hint] !== undefined && !fieldName.test(String(hints[hint]))) {
      throw new FieldProblem(path, `字段 ${path} 的 x-ui.${hint} 应为字段名`);
    }
  }
  checkDefault(schema, widget, path);
  checkPlace(schema, widget, path, inside);
}

function checkDefault(schema: PropertySchema, widget: Widget, path: string): void {
  const value = schema['x-ui']?.default;
  if (value === undefined || widget !== 'choice') return;
  if (!optionsOf(schema).some((option) => option.const === value)) {
    throw new FieldProblem(path, `字段 ${path} 的 x-ui.default 不在选项中`);
  }
}

function checkPlace(schema: PropertySchema, widget: Widget, path: string, inside: Widget | null): void {
  const { readOnlyWhenSet, record, inCourse, compute } = schema['x-ui'] ?? {};
  if (inside !== null && (readOnlyWhenSet || record || inCourse)) {
    throw new FieldProblem(
      path,
      `字段 ${path}：x-ui.readOnlyWhenSet、x-ui.record 和 x-ui.inCourse 只用于表单的字段，不用于表格的列`,
    );
  }
  if (record && (isRowsWidget(widget) || isUploadWidget(widget) || compute)) {
    throw new FieldProblem(
      path,
      `字段 ${path}：x-ui.record 不用于表格、附件和计算的字段；表格用 x-ui.append`,
    );
  }
  if (readOnlyWhenSet && (isRowsWidget(widget) || compute)) {
    throw new FieldProblem(path, `字段 ${path}：x-ui.readOnlyWhenSet 不用于表格和计算的字段`);
  }
}
