import type { SourceFile } from './readSource.js';
import { isNode, lineOf, type SyntaxNode, walk } from './syntaxTree.js';

export const maximumFileLines = 250;
export const maximumFunctionLines = 40;

export interface Oversize {
  /** `src/x.ts` or `src/x.ts functionName`. */
  what: string;
  lines: number;
}

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Files and functions that are longer than a reader likes. */
export function oversizes(files: readonly SourceFile[]): Oversize[] {
  return files.flatMap((file) => [...longFile(file), ...longFunctions(file)]);
}

function longFile({ path, text }: SourceFile): Oversize[] {
  const lines = text.trimEnd().split('\n').length;
  return lines > maximumFileLines ? [{ what: path, lines }] : [];
}

function longFunctions({ path, text, tree }: SourceFile): Oversize[] {
  const names = functionNames(tree);
  return [...walk(tree)].flatMap((node) => {
    if (!functionTypes.has(node.type)) return [];
    const first = lineOf(text, node.start);
    const lines = lineOf(text, node.end) - first + 1;
    return lines > maximumFunctionLines
      ? [{ what: `${path} ${names.get(node) ?? `function in line ${first}`}`, lines }]
      : [];
  });
}

function functionNames(tree: SyntaxNode): Map<SyntaxNode, string> {
  const names = new Map<SyntaxNode, string>();
  for (const node of walk(tree)) {
    const [owner, value] = isNode(node.init)
      ? [node.id, node.init]
      : [node.key ?? node.id, node.value ?? node];
    if (isNode(owner) && typeof owner.name === 'string' && isNode(value)) names.set(value, owner.name);
  }
  return names;
}
