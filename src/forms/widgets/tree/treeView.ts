import type { PropertySchema } from '../../schema/types.js';
import { fieldId, type Rendering } from '../../view/rendering.js';
import type { FieldView, OptionView } from '../../view/viewTypes.js';
import { partIn } from '../shared/partsOf.js';
import type { RenderedField } from '../widget.js';
import { treeOrder } from './treeOrder.js';

declare module '../../view/viewTypes.js' {
  interface FieldView {
    tree?: TreeView;
  }
}

interface TreeView {
  nodes: NodeView[];
  /** Node with `__index__` in names and ids, for the browser to copy. */
  template: NodeView;
  addAction: string;
  maxItems: number;
}

interface NodeView {
  index: string;
  depth: number;
  legend: string;
  keyName: string;
  key: string;
  title: FieldView;
  /** The list of nodes that can be above it. */
  parent: FieldView;
  /** Duties and positions, folded away unless there is something to mend. */
  details: FieldView[];
  isOpen: boolean;
  positionsText: string;
}

const maxDepthShown = 6;

/** The nodes of a tree in the order of reading, each with its fields and a list of the nodes that can be above it. */
export function treeView({ schema, value, place: { name }, rendering }: RenderedField): TreeView {
  const given = Array.isArray(value) ? value : [];
  const nodes = given.length === 0 ? [{ key: 'd1', parentKey: null }] : given;
  const choices = treeOrder(nodes).map(({ node, depth }) => ({
    key: typeof node.key === 'string' ? node.key : '',
    label: `${'　'.repeat(Math.min(depth, maxDepthShown))}${textOf(node.name) || '（未命名）'}`,
  }));
  const view = (node: Record<string, unknown>, index: string, depth: number) =>
    nodeView(schema.items ?? {}, { node, index, depth, name }, choices, rendering);
  return {
    nodes: treeOrder(nodes).map(({ node, index, depth }) => view(node, String(index), depth)),
    template: view({}, '__index__', 0),
    addAction: `addRow:${name}`,
    maxItems: Number(schema.maxItems),
  };
}

interface NodePlace {
  node: Record<string, unknown>;
  index: string;
  depth: number;
  name: string;
}

function nodeView(
  schema: PropertySchema,
  { node, index, depth, name }: NodePlace,
  choices: { key: string; label: string }[],
  rendering: Rendering,
): NodeView {
  const key = typeof node.key === 'string' ? node.key : '';
  const field = (part: string): FieldView => {
    const property = schema.properties?.[part] ?? {};
    const required = part === 'name' || (schema.required?.includes(part) ?? false);
    const place = { name: `${name}.${index}.${part}`, required };
    return rendering.renderField(property, partIn(node, part), place);
  };
  const parts = Object.keys(schema.properties ?? {}).filter(
    (part) => part === 'duties' || part === 'positions',
  );
  const prefix = `${name}.${index}.`;
  const isWrong = [...rendering.errors.keys()].some((path) =>
    parts.some((part) => path.startsWith(prefix + part)),
  );
  return {
    index,
    depth: Math.min(depth, maxDepthShown),
    legend: textOf(node.name) || '新部门',
    keyName: `${name}.${index}.key`,
    key,
    parent: { ...field('parentKey'), options: parentOptions(name, index, key, node.parentKey, choices) },
    title: field('name'),
    details: parts.map(field),
    isOpen: isWrong || index === '__index__',
    positionsText: positionsText(node.positions),
  };
}

/** `2 个岗位，编制 5 人`; empty without positions. */
function positionsText(positions: unknown): string {
  if (!Array.isArray(positions) || positions.length === 0) return '';
  const counts = positions.map((position) => Number((position as { headcount?: unknown } | null)?.headcount));
  const total = counts.reduce((sum, count) => sum + (Number.isFinite(count) ? count : 0), 0);
  return `${positions.length} 个岗位，编制 ${total} 人`;
}

function parentOptions(
  name: string,
  index: string,
  own: string,
  parentKey: unknown,
  choices: { key: string; label: string }[],
): OptionView[] {
  const id = fieldId(`${name}.${index}.parentKey`);
  return choices
    .filter(({ key }) => key !== '' && key !== own)
    .map(({ key, label }, position) => ({
      id: `${id}-${position}`,
      value: key,
      label,
      selected: key === parentKey,
    }));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
