import { childrenOf, type Diagram } from './diagram.js';
import type { ModdleElement } from './parseDiagram.js';
import { propertiesOf } from './readModel.js';
import type { DefinitionElement } from './types.js';

/** What the rest of the program knows of the diagram: the process, its nodes and its flows. */
export function describeElements({ process, nodes, flows, elements }: Diagram): DefinitionElement[] {
  const lanes = lanesOf(elements);
  return [
    describe(process, lanes, {}),
    ...nodes.map((node) =>
      describe(node.element, lanes, { parentId: node.scopeId, attachedTo: node.attachedTo }),
    ),
    ...flows.map(({ element, source, target }) =>
      describe(element, lanes, { parentId: source.scopeId, sourceId: source.id, targetId: target.id }),
    ),
  ].map((element) => (element.parentId === process.id ? { ...element, parentId: null } : element));
}

/** Keys of the forms that the elements name, without repeats. */
export function formKeysOf(elements: readonly DefinitionElement[]): string[] {
  return [...new Set(elements.flatMap(({ formKey }) => formKey ?? []))];
}

function describe(
  element: ModdleElement,
  lanes: Map<string, ModdleElement>,
  place: Partial<DefinitionElement>,
): DefinitionElement {
  const id = String(element.id);
  const lane = lanes.get(id);
  return {
    id,
    type: element.$type,
    name: element.name ?? null,
    documentation: documentationOf(element),
    lane: lane ? (lane.name ?? String(lane.id)) : null,
    parentId: null,
    formKey: typeof element.formKey === 'string' ? element.formKey : null,
    properties: propertiesOf(element),
    sourceId: null,
    targetId: null,
    attachedTo: null,
    ...place,
  };
}

function documentationOf(element: ModdleElement): string | null {
  const texts = childrenOf(element).filter(({ $type }) => $type === 'bpmn:Documentation');
  return texts.map(({ text }) => String(text ?? '')).join('\n\n') || null;
}

/** Lanes by the id of what they hold; of nested lanes the innermost, which comes last. */
export function lanesOf(elements: readonly ModdleElement[]): Map<string, ModdleElement> {
  const lanes = new Map<string, ModdleElement>();
  for (const lane of elements.filter(({ $type }) => $type === 'bpmn:Lane')) {
    for (const node of (lane.flowNodeRef as ModdleElement[] | undefined) ?? []) {
      lanes.set(String(node.id), lane);
    }
  }
  return lanes;
}

/** How people call a place in a diagram: an element by its name, a flow by what it leads from and to. */
export function placeName(elements: ReadonlyMap<string, DefinitionElement>, id: string): string {
  const named = (one: string | null | undefined) => (one ? elements.get(one)?.name || one : '');
  const element = elements.get(id);
  if (element?.type !== 'bpmn:SequenceFlow') return named(id);
  return `${named(element.sourceId)} → ${element.name || named(element.targetId)}`;
}
