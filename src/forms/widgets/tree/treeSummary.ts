import type { PropertySchema } from '../../schema/types.js';
import { partIn } from '../shared/partsOf.js';
import type { SummaryPart } from '../widget.js';
import { treeOrder } from './treeOrder.js';

declare module '../../view/viewTypes.js' {
  interface SummaryItem {
    tree?: { depth: number; name: string; duties: string; positions: string[] }[];
  }
}

/** The departments in the order of reading, their positions in words. */
export function treeSummary(
  value: unknown,
  schema: PropertySchema,
  show: (schema: PropertySchema, value: unknown) => string,
): SummaryPart | null | undefined {
  if (!Array.isArray(value)) return undefined;
  if (value.length === 0) return null;
  const positions = schema.items?.properties?.positions ?? {};
  const columns = Object.entries(positions.items?.properties ?? {});
  const tree = treeOrder(value).map(({ node, depth }) => {
    const rows = partIn(node, 'positions');
    return {
      depth,
      name: String(partIn(node, 'name') ?? ''),
      duties: String(partIn(node, 'duties') ?? ''),
      positions: (Array.isArray(rows) ? rows : []).map((position) =>
        columns
          .map(([key, column]) => [column.title, show(column, partIn(position, key))])
          .filter(([, text]) => text !== '')
          .map(([title, text], index) => (index === 0 ? text : `${title} ${text}`))
          .join(' · '),
      ),
    };
  });
  return { wide: true, tree, lines: tree.map(({ depth, name }) => `${'　'.repeat(depth)}${name}`) };
}
