/** Flat input names (`contacts.0.channel`) as a tree; Maps, so that no name can reach a prototype. */
export interface InputNode {
  values: string[] | null;
  children: Map<string, InputNode>;
  /** Where a row is added: in this table, or in a table below. */
  growsAt?: 'here' | 'below';
}

const maxNames = 5000;
const maxDepth = 5;
const maxUnknownNames = 10;

export type FormBody = Record<string, string | string[] | undefined>;

/**
 * Builds the tree from a posted body. Names that start with `_` are skipped; names that can't be fields are returned
 * as `refused`.
 */
export function buildInputTree(body: FormBody): { root: InputNode; refused: string[] } {
  const root = newNode();
  const refused: string[] = [];
  let count = 0;
  for (const [name, value] of Object.entries(body)) {
    if (name.startsWith('_') || value === undefined) continue;
    count += 1;
    const parts = name.split('.');
    const texts = Array.isArray(value) ? value : [value];
    const usable = parts.length <= maxDepth && texts.every((text) => typeof text === 'string');
    if (!usable || count > maxNames) noteRefusedName(refused, name);
    else insertValues(root, parts, texts);
  }
  return { root, refused };
}

/** Marks the table that gets another row, and every node above it. Marks nothing when the path names what was not sent. */
export function markAddedRow(root: InputNode, path: string): void {
  const parts = path.split('.').slice(0, maxDepth + 1);
  const last = parts.pop() as string;
  const holders: InputNode[] = [];
  let holder: InputNode | undefined = root;
  for (const part of parts) {
    holder = holder.children.get(part);
    if (!holder) return;
    holders.push(holder);
  }
  const table = holder.children.get(last) ?? newNode();
  holder.children.set(last, table);
  for (const node of holders) node.growsAt = 'below';
  table.growsAt = 'here';
}

/** The full names of the inputs below a node, at most a few: enough to name what is unknown. */
export function namesBelow(node: InputNode, name: string): string[] {
  const names = node.values ? [name] : [];
  for (const [part, child] of node.children) {
    if (names.length >= maxUnknownNames) break;
    names.push(...namesBelow(child, name === '' ? part : `${name}.${part}`));
  }
  return names.slice(0, maxUnknownNames);
}

/** Notes a name that is no field of the form; only the first few are kept. */
export function noteRefusedName(refused: string[], name: string): void {
  if (refused.length < maxUnknownNames) refused.push(name);
}

function insertValues(root: InputNode, parts: string[], texts: string[]): void {
  let node = root;
  for (const part of parts) {
    const next = node.children.get(part) ?? newNode();
    node.children.set(part, next);
    node = next;
  }
  node.values = [...(node.values ?? []), ...texts];
}

function newNode(): InputNode {
  return { values: null, children: new Map() };
}
