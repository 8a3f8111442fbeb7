import { compile, type Node } from '../../../../bpmn/feel/index.js';

/**
 * What a text has in the places of `holes`, if it is the expression that `pattern` writes, whatever its spaces and brackets; null
 * for any other. A hole is a name of the pattern, and stands for a text or a number.
 */
export function matchExpression(
  text: string,
  pattern: string,
  holes: readonly string[] = [],
): Record<string, string> | null {
  const tree = treeOf(text);
  const found: Record<string, string> = {};
  return tree && matches(tree, compile(pattern).tree, holes, found) ? found : null;
}

/** The expression that was written; null for a text that is none, or too long to read. */
export function treeOf(text: string): Node | null {
  try {
    return compile(text).tree;
  } catch {
    return null;
  }
}

function matches(
  written: unknown,
  pattern: unknown,
  holes: readonly string[],
  found: Record<string, string>,
): boolean {
  if (isNode(pattern) && pattern.kind === 'name' && holes.includes(pattern.name)) {
    if (!isNode(written) || (written.kind !== 'string' && written.kind !== 'number')) return false;
    found[pattern.name] = String(written.value);
    return true;
  }
  if (!isPlain(written) || !isPlain(pattern)) return String(written) === String(pattern);
  const names = Object.keys(pattern).filter((name) => name !== 'from' && name !== 'to');
  return names.every((name) => matches(written[name], pattern[name], holes, found));
}

/** A node, or a list of nodes; numbers of the language are values. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)
  );
}

function isNode(value: unknown): value is Node {
  return isPlain(value) && 'kind' in value;
}
