import type { SourceFile } from './readSource.js';
import { isNode, lineOf, type SyntaxNode, walk } from './syntaxTree.js';

const methods = new Set(['get', 'post', 'put', 'patch', 'delete', 'all', 'route']);
const routers = /^(app|router|server)$/;

/** Places that mount an address by themselves: it would be in no table and behind no permission. */
export function routesOutsideTheTable(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    [...walk(file.tree)]
      .filter(mountsRoute)
      .map((node) => `${file.path}:${lineOf(file.text, node.start)} mounts a route`),
  );
}

function mountsRoute(node: SyntaxNode): boolean {
  if (node.type !== 'CallExpression' || !isNode(node.callee) || node.callee.type !== 'MemberExpression')
    return false;
  const { object, property, computed } = node.callee;
  const onRouter = isNode(object) && object.type === 'Identifier' && routers.test(String(object.name));
  const takesHandler = (node.arguments as unknown[]).length > 1;
  return onRouter && takesHandler && !computed && isNode(property) && methods.has(String(property.name));
}
