const maxNodes = 5000;
const maxDepth = 40;

/**
 * Replaces every `$ref` by a copy of what it points at, siblings winning, so that all readers of a form see plain schemas.
 * Only `#/$defs/…` of the same file is allowed (JSON Schema 2020-12, 8.2.3.1), and no definition may contain itself.
 * Throws an Error with a Chinese reason.
 */
export function resolveRefs(schema: Record<string, unknown>): Record<string, unknown> {
  const { $defs: definitions, ...rest } = schema;
  const budget = { nodes: maxNodes };
  return expand(rest, asObject(definitions), [], budget, 0) as Record<string, unknown>;
}

function expand(
  node: unknown,
  definitions: Record<string, unknown>,
  open: string[],
  budget: { nodes: number },
  depth: number,
): unknown {
  budget.nodes -= 1;
  if (budget.nodes < 0 || depth > maxDepth) throw new Error('结构过大或嵌套过深');
  if (Array.isArray(node)) return node.map((item) => expand(item, definitions, open, budget, depth + 1));
  if (node === null || typeof node !== 'object') return node;
  const { $ref: reference, ...siblings } = node as Record<string, unknown>;
  const own = expandEntries(siblings, definitions, open, budget, depth);
  if (reference === undefined) return own;
  const name = localName(reference);
  if (open.includes(name)) throw new Error(`引用 ${reference} 循环，定义不能包含自身`);
  if (!Object.hasOwn(definitions, name)) throw new Error(`引用 ${reference} 不存在`);
  const target = expand(definitions[name], definitions, [...open, name], budget, depth + 1);
  return { ...asObject(target), ...own };
}

function expandEntries(
  node: Record<string, unknown>,
  definitions: Record<string, unknown>,
  open: string[],
  budget: { nodes: number },
  depth: number,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === '__proto__') throw new Error('不允许使用名称 __proto__');
    if (key === '$dynamicRef' || key === '$recursiveRef')
      throw new Error(`不支持 ${key}，只能引用本文件的 $defs`);
    result[key] = expand(value, definitions, open, budget, depth + 1);
  }
  return result;
}

function localName(reference: unknown): string {
  const match = typeof reference === 'string' ? /^#\/\$defs\/([A-Za-z][A-Za-z0-9]*)$/.exec(reference) : null;
  if (!match?.[1]) throw new Error(`引用 ${String(reference)} 无效，只能引用本文件的 #/$defs/名称`);
  return match[1];
}

function asObject(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
