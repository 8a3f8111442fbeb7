/** One department of a tree on the page: an element of a flat list, in the order of reading. */
export interface TreeNode {
  element: HTMLElement;
  key: string;
  parent: HTMLSelectElement;
}

const known = new WeakMap<HTMLElement, TreeNode>();

/** The nodes of the page; the same object for the same element each time. */
export function nodesOf(body: HTMLElement): TreeNode[] {
  return [...body.querySelectorAll<HTMLElement>(':scope > [data-sf-node]')].flatMap((element) => {
    const node = known.get(element) ?? newNode(element);
    if (node) known.set(element, node);
    return node ?? [];
  });
}

function newNode(element: HTMLElement): TreeNode | null {
  const parent = element.querySelector<HTMLSelectElement>('[data-sf-parent]');
  return parent && { element, key: keyInput(element)?.value ?? '', parent };
}

export function keyInput(element: HTMLElement): HTMLInputElement | null {
  return element.querySelector<HTMLInputElement>('[data-sf-key]');
}

export function nameOf({ element }: TreeNode): string {
  return element.querySelector<HTMLInputElement>('input[name$=".name"]')?.value.trim() ?? '';
}

/** The node and everything below it, in the order of reading; a circle in what was submitted ends where it began. */
export function subtree(nodes: TreeNode[], top: TreeNode): TreeNode[] {
  const keys = new Set([top.key]);
  let size = 0;
  while (size < keys.size) {
    size = keys.size;
    for (const node of nodes) if (keys.has(node.parent.value)) keys.add(node.key);
  }
  return [top, ...nodes.filter((node) => node !== top && keys.has(node.key))];
}

/** `2 个岗位，编制 5 人`, as the server says it; empty without positions. */
export function positionsText({ element }: TreeNode): string {
  const rows = element.querySelectorAll('[data-sf-row]');
  const counts = [...element.querySelectorAll<HTMLInputElement>('input[name$=".headcount"]')];
  const total = counts.reduce((sum, { value }) => sum + (Number(value.normalize('NFKC')) || 0), 0);
  return rows.length === 0 ? '' : `${rows.length} 个岗位，编制 ${total} 人`;
}

export function siblings(nodes: TreeNode[], node: TreeNode): TreeNode[] {
  return nodes.filter((other) => other.parent.value === node.parent.value);
}

export function depthOf(nodes: TreeNode[], node: TreeNode): number {
  let depth = 0;
  let above = nodes.find(({ key }) => key === node.parent.value);
  while (above && depth < nodes.length) {
    depth += 1;
    const next: string = above.parent.value;
    above = nodes.find(({ key }) => key === next);
  }
  return depth;
}
