import { type Check, problemAt } from '../diagram.js';
import { kindNames } from '../names/kindNames.js';
import type { KnownField } from '../names/knownData.js';

/** Warns when two forms give a field different types: expressions can't be checked against it then. */
export const checkFieldTypes: Check = ({ nodes }, { fieldsOf }) => {
  if (!fieldsOf) return [];
  const first = new Map<string, { field: KnownField; key: string }>();
  const told = new Set<string>();
  return nodes.flatMap(({ element }) => {
    const key = element.formKey;
    if (typeof key !== 'string') return [];
    return [...(fieldsOf(key) ?? [])].flatMap(([name, field]) => {
      const other = first.get(name);
      if (!other) first.set(name, { field, key });
      if (!other || other.field.type.kind === field.type.kind || told.has(`${name} ${key}`)) return [];
      told.add(`${name} ${key}`);
      const kinds = `表单 ${other.key} 里是${kindNameOf(other.field)}，表单 ${key} 里是${kindNameOf(field)}`;
      const message = `数据项 ${name}（${field.label}）的类型不一致：${kinds}，表达式不能按类型检查它。`;
      return [{ ...problemAt(element, message), severity: 'warning' as const }];
    });
  });
};

function kindNameOf({ type }: KnownField): string {
  return kindNames[type.kind] ?? type.kind;
}
