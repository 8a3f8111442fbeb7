import type { SourceFile } from './readSource.js';
import { constantText, lineOf, type SyntaxNode, walk } from './syntaxTree.js';

/** Areas that build addresses for notices: they take them from the one place that builds all. */
const tellers = /^src\/(modules\/[^/]+\/(commands|steps|services|jobs)|(jobs|mail)\/(?!web))\b/;

/** Properties named `path` whose value is an address written out: `path: '/tasks'`, `` path: `/tasks/${id}` ``. */
export function writtenAddresses(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => tellers.test(file.path))
    .flatMap((file) =>
      [...walk(file.tree)]
        .filter((node) => beginOf(node).startsWith('/'))
        .map((node) => `${file.path}:${lineOf(file.text, node.start)} writes out an address`),
    );
}

function beginOf(node: SyntaxNode): string {
  const isAddress = /^\/(tasks|tickets|processes|drafts|audit|exports|customers|directory|board)\b/;
  const quasis = node.type === 'TemplateLiteral' ? (node.quasis as { value: { cooked: string } }[]) : [];
  const text = quasis[0]?.value.cooked ?? (node.type === 'Literal' ? (constantText(node) ?? '') : '');
  return isAddress.test(text) ? text : '';
}

/** Numbers that two migrations share. */
export function repeatedNumbers(names: readonly string[]): string[] {
  const numbers = names.map((name) => name.slice(0, 3));
  return numbers.filter((number, index) => numbers.indexOf(number) !== index);
}
