import type { SourceFile } from './readSource.js';
import { constantText, lineOf, type SyntaxNode, walk } from './syntaxTree.js';

/** The one place that builds addresses, and the lists of routes that answer them. */
const homes =
  /^src\/platform\/paths[.]ts$|^src\/(modules\/[^/]+|jobs|mail)\/web\/routes[.]ts$|^src\/app\/routes[.]ts$/;

/** Addresses that are written out beside their home: `path: '/tasks'`, `` `/tasks/${id}` ``. */
export function writtenAddresses(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => !homes.test(file.path))
    .flatMap((file) =>
      [...walk(file.tree)]
        .filter((node) => beginOf(node).startsWith('/'))
        .map((node) => `${file.path}:${lineOf(file.text, node.start)} writes out an address`),
    );
}

function beginOf(node: SyntaxNode): string {
  const isAddress =
    /^\/(tasks|tickets|processes|drafts|audit|exports|customers|directory|board|attachments|service-category|messages|papers|reassignments|definitions|register|admin)\b/;
  const quasis = node.type === 'TemplateLiteral' ? (node.quasis as { value: { cooked: string } }[]) : [];
  const text = quasis[0]?.value.cooked ?? (node.type === 'Literal' ? (constantText(node) ?? '') : '');
  return isAddress.test(text) ? text : '';
}

/** Numbers that two migrations share. */
export function repeatedNumbers(names: readonly string[]): string[] {
  const numbers = names.map((name) => name.slice(0, 3));
  return numbers.filter((number, index) => numbers.indexOf(number) !== index);
}
