import type { Widget, WidgetHint } from '../widgets/widget.js';
import { FieldProblem } from './fieldProblem.js';
import type { PropertySchema } from './types.js';

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
/** Hints that only some widgets understand, and what messages call the fields that do. */
const widgetHints: Record<WidgetHint, string> = {
  notBefore: '日期和时间',
  inFuture: '日期和时间',
  differsFrom: '人员',
  default: '单个值',
  inCourse: '文字和单个值',
};
const fieldName = /^[a-z][A-Za-z0-9]{0,39}$/;

/** Checks that a property's hints exist and fit its widget and place (`isPart`: of another widget). Throws an Error with a Chinese reason. */
export function checkHints(schema: PropertySchema, path: string, widget: Widget, isPart: boolean): void {
  const hints = schema['x-ui'] ?? {};
  const unknown = Object.keys(hints).find((key) => !fieldHints.includes(key));
  if (unknown !== undefined) throw new FieldProblem(path, `字段 ${path} 的 x-ui 中有未知的提示 ${unknown}`);
  for (const flag of ['inFuture', 'readOnlyWhenSet', 'record', 'inCourse'] as const) {
    if (hints[flag] !== undefined && typeof hints[flag] !== 'boolean') {
      throw new FieldProblem(path, `字段 ${path} 的 x-ui.${flag} 只能是 true 或 false`);
    }
  }
  for (const [hint, fields] of Object.entries(widgetHints) as [WidgetHint, string][]) {
    if (hints[hint] !== undefined && !widget.hints?.includes(hint)) {
      throw new FieldProblem(path, `字段 ${path}：x-ui.${hint} 只用于${fields}字段`);
    }
  }
  for (const hint of ['notBefore', 'differsFrom'] as const) {
    if (hints[hint] !== undefined && !fieldName.test(String(hints[hint]))) {
      throw new FieldProblem(path, `字段 ${path} 的 x-ui.${hint} 应为字段名`);
    }
  }
  checkPlace(schema, path, widget, isPart);
}

function checkPlace(schema: PropertySchema, path: string, { shape }: Widget, isPart: boolean): void {
  const { readOnlyWhenSet, record, inCourse, compute } = schema['x-ui'] ?? {};
  if (isPart && (readOnlyWhenSet || record || inCourse)) {
    throw new FieldProblem(
      path,
      `字段 ${path}：x-ui.readOnlyWhenSet、x-ui.record 和 x-ui.inCourse 只用于表单的字段，不用于表格的列`,
    );
  }
  if (record && (shape === 'list' || shape === 'files' || compute)) {
    throw new FieldProblem(
      path,
      `字段 ${path}：x-ui.record 不用于表格、附件和计算的字段；表格用 x-ui.append`,
    );
  }
  if (readOnlyWhenSet && (shape === 'list' || compute)) {
    throw new FieldProblem(path, `字段 ${path}：x-ui.readOnlyWhenSet 不用于表格和计算的字段`);
  }
}
