import type { SourceFile } from './readSource.js';
import { constantText, isNode, lineOf, type SyntaxNode, walk } from './syntaxTree.js';

/** Names in XML and JSON Schema that look like addresses and are never fetched, and this machine itself. */
const harmless = [
  /^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/,
  /^https?:\/\/www\.omg\.org\/spec\//,
  /^http:\/\/camunda\.org\/schema\//,
  /^https?:\/\/www\.w3\.org\//,
  /^https?:\/\/json-schema\.org\//,
];

const networkModules = /^(node:)?(http2?|https|net|tls|dgram)$/;

/** Places that read the environment although they are not src/platform/config.ts. */
export function environmentReads(files: readonly SourceFile[]): string[] {
  return places(
    files.filter((file) => file.path !== 'src/platform/config.ts'),
    readsEnvironment,
    'reads process.env',
  );
}

/** Handlers that read the address of a request without a shape for what it may hold. */
export function addressReads(files: readonly SourceFile[]): string[] {
  const readers = ['src/platform/web/parameters.ts', 'src/platform/web/queryShapes.ts'];
  // keeps the parameters for the page of an error
  const others = files.filter(({ path }) => ![...readers, 'src/app/routes.ts'].includes(path));
  return places(
    others,
    (node) =>
      node.type === 'MemberExpression' &&
      isNamed(node.object, 'req') &&
      (isNamed(node.property, 'query') || isNamed(node.property, 'params')),
    'reads the address without a shape',
  );
}

/** Addresses of other machines, and server code that could call them. */
export function outsideCalls(files: readonly SourceFile[]): string[] {
  const server = files.filter((file) => !file.path.startsWith('src/browser/'));
  return [
    ...places(files, isOutsideAddress, 'names an address outside'),
    ...places(server, isNetworkCall, 'calls over the network'),
    ...server.flatMap((file) =>
      file.imports
        .filter((statement) => networkModules.test(statement.specifier) && !statement.typeOnly)
        .filter(() => file.path !== 'src/app/main.ts')
        .map((statement) => `${file.path}:${statement.line} imports ${statement.specifier}`),
    ),
  ];
}

/** Addresses outside that a page or a style sheet would load. */
export function outsideReferences(path: string, text: string): string[] {
  const loads =
    /(?:(?:src|href|action|srcset)\s*=\s*["']?|url\(\s*["']?|@import\s+["'])((?:https?:)?\/\/[^"'\s)>]+)/gi;
  return [...text.matchAll(loads)].map((match) => `${path} loads ${match[1]}`);
}

function places(files: readonly SourceFile[], test: (node: SyntaxNode) => boolean, what: string): string[] {
  return files.flatMap((file) =>
    [...walk(file.tree)].filter(test).map((node) => `${file.path}:${lineOf(file.text, node.start)} ${what}`),
  );
}

function readsEnvironment(node: SyntaxNode): boolean {
  if (node.type === 'MemberExpression' && isNamed(node.object, 'process')) {
    return isNamed(node.property, 'env') || constantText(node.property) === 'env';
  }
  if (node.type === 'VariableDeclarator' && isNamed(node.init, 'process')) return true;
  return node.type === 'ImportDeclaration' && /^(node:)?process$/.test(constantText(node.source) ?? '');
}

function isNetworkCall(node: SyntaxNode): boolean {
  if (node.type === 'CallExpression') return isNamed(node.callee, 'fetch');
  return (
    node.type === 'NewExpression' && ['WebSocket', 'EventSource'].some((name) => isNamed(node.callee, name))
  );
}

function isOutsideAddress(node: SyntaxNode): boolean {
  const text =
    node.type === 'TemplateElement' ? (node.value as { cooked: string }).cooked : constantText(node);
  return (
    text !== null && /^(https?|wss?):\/\/[^$]/.test(text) && !harmless.some((address) => address.test(text))
  );
}

function isNamed(node: unknown, name: string): boolean {
  return isNode(node) && node.type === 'Identifier' && node.name === name;
}
