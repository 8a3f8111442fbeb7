import type { FieldError } from '../../../platform/errors.js';
import type { ValidatedField } from '../widget.js';

interface Node {
  key: unknown;
  parentKey: unknown;
  name: unknown;
}

/** Errors of a tree: unknown parents, circles, no root, two siblings of one name, two nodes of one key. */
export function checkNodes({ value, path }: ValidatedField): FieldError[] {
  if (!Array.isArray(value)) return [];
  const nodes = value.map((node) => (node !== null && typeof node === 'object' ? node : {}) as Node);
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const names = new Set<string>();
  const errors = nodes.flatMap((node, index): FieldError[] => {
    const sibling = JSON.stringify([node.parentKey ?? null, node.name]);
    const isTwin = typeof node.name === 'string' && names.has(sibling);
    names.add(sibling);
    if (byKey.get(node.key) !== node)
      return [{ path, message: '组织架构中有重复的部门标识，请重新添加该部门' }];
    const place = parentProblem(node, byKey);
    if (place) return [{ path: `${path}.${index}.parentKey`, message: place }];
    return isTwin ? [{ path: `${path}.${index}.name`, message: '同一上级下已有同名部门' }] : [];
  });
  const hasRoot = nodes.some((node) => (node.parentKey ?? null) === null);
  return hasRoot || nodes.length === 0
    ? errors
    : [{ path, message: '至少要有一个没有上级的部门' }, ...errors];
}

function parentProblem(node: Node, byKey: Map<unknown, Node>): string | null {
  const seen = new Set<unknown>([node.key]);
  let parentKey = node.parentKey ?? null;
  while (parentKey !== null) {
    if (seen.has(parentKey)) return '上级部门不能是它自己或它的下级';
    seen.add(parentKey);
    const parent = byKey.get(parentKey);
    if (!parent) return seen.size === 2 ? '上级部门不存在，请重新选择' : null;
    parentKey = parent.parentKey ?? null;
  }
  return null;
}
