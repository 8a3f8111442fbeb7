import { renumber } from '../../renumber.js';
import { enhanceRows } from '../rows.js';
import {
  depthOf,
  keyInput,
  nameOf,
  nodesOf,
  positionsText,
  siblings,
  subtree,
  type TreeNode,
} from './treeNodes.js';

const maxDepthShown = 6;

/** Trees of departments: add, move and remove with buttons, keys (Alt+↑/↓) or the list of departments above. */
export function enhanceTrees(form: HTMLFormElement): void {
  for (const root of form.querySelectorAll<HTMLElement>('[data-sf-tree]')) {
    const body = root.querySelector<HTMLElement>('[data-sf-tree-body]');
    const template = root.querySelector<HTMLTemplateElement>('[data-sf-node-template]');
    if (body && template) new TreeEditor(root, body, template);
  }
}

class TreeEditor {
  private removed: { elements: HTMLElement[]; next: Element | null } | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly body: HTMLElement,
    private readonly template: HTMLTemplateElement,
  ) {
    const add = root.querySelector<HTMLButtonElement>('[data-sf-add-node]');
    if (add) add.type = 'button';
    add?.addEventListener('click', () => this.add('', null));
    root.querySelector('[data-sf-undo]')?.addEventListener('click', () => this.undo());
    body.addEventListener('click', (event) => {
      const action = (event.target as HTMLElement).closest<HTMLElement>('[data-do]')?.dataset.do;
      const node = this.nodeAt(event.target);
      if (action && node) this.run(action, node);
    });
    body.addEventListener('keydown', (event) => {
      const action = event.altKey ? { ArrowUp: 'up', ArrowDown: 'down' }[event.key] : undefined;
      const node = this.nodeAt(event.target);
      if (!action || !node) return;
      event.preventDefault();
      this.run(action, node);
      (event.target as HTMLElement).focus();
    });
    body.addEventListener('change', (event) => {
      const node = this.nodeAt(event.target);
      if (node && event.target === node.parent) this.moveBelow(node);
    });
    body.addEventListener('input', ({ target }) => {
      if ((target as Partial<HTMLInputElement>).name?.endsWith('.name')) this.updateNames();
      const node = this.nodeAt(target);
      const count = node?.element.querySelector('[data-sf-positions]');
      if (node && count) count.textContent = positionsText(node);
    });
    this.refresh();
  }

  private run(action: string, node: TreeNode): void {
    const nodes = nodesOf(this.body);
    const last = subtree(nodes, node).at(-1) ?? node;
    if (action === 'child') this.add(node.key, last.element);
    else if (action === 'sibling') this.add(node.parent.value, last.element);
    else if (action === 'remove') this.remove(node);
    else this.shift(node, action === 'up' ? -1 : 1);
  }

  private add(parentKey: string, after: Element | null): void {
    const nodes = nodesOf(this.body);
    if (nodes.length >= Number(this.root.dataset.maxItems)) {
      this.showStatus(`最多 ${this.root.dataset.maxItems} 个部门`);
      return;
    }
    const element = this.template.content.querySelector('[data-sf-node]')?.cloneNode(true) as HTMLElement;
    const key = keyInput(element);
    if (key) key.value = newKey(nodes);
    if (after) after.after(element);
    else this.body.append(element);
    renumber(element, this.root.dataset.name ?? '', nodes.length);
    this.refresh();
    const parent = element.querySelector<HTMLSelectElement>('[data-sf-parent]');
    if (parent) parent.value = parentKey;
    enhanceRows(element);
    element.dispatchEvent(new CustomEvent('sf:added', { bubbles: true }));
    this.afterChange('已添加部门');
    element.querySelector<HTMLElement>('input[name$=".name"]')?.focus();
  }

  private remove(node: TreeNode): void {
    const gone = subtree(nodesOf(this.body), node).map(({ element }) => element);
    const next = gone.at(-1)?.nextElementSibling ?? null;
    for (const element of gone) element.remove();
    this.removed = { elements: gone, next };
    const below = gone.length > 1 ? `及其 ${gone.length - 1} 个下级` : '';
    this.afterChange(`已删除“${nameOf(node) || '未命名'}”${below}。`);
    this.root.querySelector<HTMLElement>('[data-sf-undo]')?.focus();
  }

  private undo(): void {
    if (!this.removed) return;
    const { elements, next } = this.removed;
    if (next?.parentElement === this.body) next.before(...elements);
    else this.body.append(...elements);
    this.removed = null;
    this.afterChange('已恢复');
    elements[0]?.querySelector<HTMLElement>('input[name$=".name"]')?.focus();
  }

  /** Moves a node past its sibling before or after it, with everything below. */
  private shift(node: TreeNode, step: -1 | 1): void {
    const nodes = nodesOf(this.body);
    const peers = siblings(nodes, node);
    const other = peers[peers.indexOf(node) + step];
    if (!other) return;
    const [first, second] = step < 0 ? [other, node] : [node, other];
    const moved = subtree(nodes, second).map(({ element }) => element);
    first.element.before(...moved);
    this.afterChange(`已${step < 0 ? '上移' : '下移'}`);
  }

  /** Moves a node behind all present descendants of its new parent. */
  private moveBelow(node: TreeNode): void {
    const nodes = nodesOf(this.body);
    const moved = subtree(nodes, node);
    const parent = nodes.find(({ key }) => key === node.parent.value);
    const rest = nodes.filter((other) => !moved.includes(other));
    const last = parent ? subtree(rest, parent).at(-1) : rest.at(-1);
    last?.element.after(...moved.map(({ element }) => element));
    this.afterChange('已移动');
    node.parent.focus();
  }

  private afterChange(message: string): void {
    for (const [index, { element }] of nodesOf(this.body).entries()) {
      renumber(element, this.root.dataset.name ?? '', index);
    }
    this.refresh();
    this.showStatus(message);
    this.root.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** Indents the nodes and disables moves that lead nowhere. */
  private refresh(): void {
    const nodes = nodesOf(this.body);
    for (const node of nodes) {
      const depth = Math.min(depthOf(nodes, node), maxDepthShown);
      node.element.className = `sf-node sf-depth-${depth}`;
      const tools = node.element.querySelector<HTMLElement>('[data-sf-node-tools]');
      if (tools) tools.hidden = false;
      const peers = siblings(nodes, node);
      const disable = (action: string, isClosed: boolean) => {
        const button = tools?.querySelector<HTMLButtonElement>(`[data-do="${action}"]`);
        if (button) button.disabled = isClosed;
      };
      disable('up', peers[0] === node);
      disable('down', peers.at(-1) === node);
    }
    this.updateNames();
    const undo = this.root.querySelector<HTMLElement>('[data-sf-undo]');
    if (undo) undo.hidden = this.removed === null;
  }

  /** Updates labels and lists of parents while names are typed; descendants are not offered as parents. */
  private updateNames(): void {
    const nodes = nodesOf(this.body);
    for (const node of nodes) {
      const name = nameOf(node) || '新部门';
      node.element.setAttribute('aria-label', name);
      for (const button of node.element.querySelectorAll<HTMLElement>('[data-do]')) {
        button.setAttribute('aria-label', `${button.textContent?.trim()}：${name}`);
      }
      const barred = new Set(subtree(nodes, node));
      fillParents(
        node.parent,
        nodes.filter((other) => !barred.has(other)),
        nodes,
      );
    }
  }

  private nodeAt(target: EventTarget | null): TreeNode | undefined {
    const element = (target as HTMLElement).closest('[data-sf-node]');
    return nodesOf(this.body).find((node) => node.element === element);
  }

  private showStatus(text: string): void {
    const status = this.root.querySelector('[data-sf-tree-status]');
    if (status) status.textContent = text;
  }
}

function fillParents(select: HTMLSelectElement, offered: TreeNode[], nodes: TreeNode[]): void {
  const chosen = select.value;
  const top = select.options[0];
  const options = offered.map((node) => {
    const indent = '　'.repeat(Math.min(depthOf(nodes, node), maxDepthShown));
    return new Option(indent + (nameOf(node) || '（未命名）'), node.key);
  });
  select.replaceChildren(...(top ? [top] : []), ...options);
  select.value = offered.some(({ key }) => key === chosen) ? chosen : '';
}

function newKey(nodes: TreeNode[]): string {
  const taken = new Set(nodes.map(({ key }) => key));
  let next = nodes.length + 1;
  while (taken.has(`d${next}`)) next += 1;
  return `d${next}`;
}
