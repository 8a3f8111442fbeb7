import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, resolve } from 'node:path';
import { constantText, isNode, lineOf, parseTypeScript, type SyntaxNode, walk } from './syntaxTree.js';

export interface ImportStatement {
  /** As written; `<computed>` where the program works it out. */
  specifier: string;
  /** Path of the imported file from the root of the repository; null for a package. */
  target: string | null;
  /** Erased by the compiler: nothing of the other module runs. */
  typeOnly: boolean;
  line: number;
}

export interface SourceFile {
  /** From the root of the repository, with `/`. */
  path: string;
  text: string;
  tree: SyntaxNode;
  imports: ImportStatement[];
}

/** All TypeScript files below a folder, parsed. */
export function readSources(root: string, folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(resolve(root), resolve(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
}

export function parseSource(path: string, text: string): SourceFile {
  const tree = parseTypeScript(text);
  const imports = [...walk(tree)].flatMap((node) => {
    const found = importOf(node);
    if (!found) return [];
    const target = found.specifier.startsWith('.') ? resolveImport(path, found.specifier) : null;
    return [{ ...found, target, line: lineOf(text, node.start) }];
  });
  return { path, text, tree, imports };
}

function resolveImport(importer: string, specifier: string): string {
  return posix.join(posix.dirname(importer), specifier).replace(/\.js$/, '.ts');
}

function importOf(node: SyntaxNode): Pick<ImportStatement, 'specifier' | 'typeOnly'> | null {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: textOf(node.source), typeOnly: isTypeOnly(node, 'importKind') };
    case 'ExportNamedDeclaration':
      return node.source
        ? { specifier: textOf(node.source), typeOnly: isTypeOnly(node, 'exportKind') }
        : null;
    case 'ExportAllDeclaration':
      return { specifier: textOf(node.source), typeOnly: node.exportKind === 'type' };
    case 'ImportExpression':
      return { specifier: textOf(node.source), typeOnly: false };
    case 'TSImportType':
      return { specifier: textOf(node.source ?? node.argument), typeOnly: true };
    case 'CallExpression':
      return isRequire(node.callee)
        ? { specifier: textOf((node.arguments as unknown[])[0]), typeOnly: false }
        : null;
    default:
      return null;
  }
}

/** `import type {…}` and `import { type A, type B }` leave nothing behind; `import 'x'` and `import {}` do. */
function isTypeOnly(node: SyntaxNode, kind: 'importKind' | 'exportKind'): boolean {
  if (node[kind] === 'type') return true;
  const specifiers = node.specifiers as SyntaxNode[];
  return specifiers.length > 0 && specifiers.every((specifier) => specifier[kind] === 'type');
}

/** `require('x')` runs x; `require.resolve('x')` only finds its file. */
function isRequire(callee: unknown): boolean {
  return isNode(callee) && callee.type === 'Identifier' && callee.name === 'require';
}

function textOf(node: unknown): string {
  if (isNode(node) && node.type === 'TSLiteralType') return textOf(node.literal);
  return constantText(node) ?? '<computed>';
}
