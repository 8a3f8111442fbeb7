import type { ModdleContext, ModdleElement } from './parseDiagram.js';

/** What tickets, checks and drawings know by its id; the schema lets all of it do without (BPMN 2.0, 8.2.1). */
const neededIds = [
  'FlowElement',
  'Artifact',
  'Lane',
  'LaneSet',
  'Participant',
  'MessageFlow',
  'RootElement',
].map((type) => `bpmn:${type}`);

/** Numbers what has no id, in the order of the file; returns what it numbered. */
export function giveMissingIds(context: ModdleContext): ModdleElement[] {
  const numbered: ModdleElement[] = [];
  const counts = new Map<string, number>();
  const open: ModdleElement[] = [context.rootElement];
  for (let element = open.pop(); element; element = open.pop()) {
    if (!element.id && isNeeded(element)) {
      element.id = nextId(element, counts, context.elementsById);
      context.elementsById[element.id] = element;
      numbered.push(element);
    }
    open.push(...partsOf(element).reverse());
  }
  return numbered;
}

function nextId(
  { $type }: ModdleElement,
  counts: Map<string, number>,
  taken: Record<string, unknown>,
): string {
  const type = $type.charAt(5).toLowerCase() + $type.slice(6);
  let count = counts.get(type) ?? 0;
  do count += 1;
  while (Object.hasOwn(taken, `${type}_${count}`));
  counts.set(type, count);
  return `${type}_${count}`;
}

function isNeeded(element: ModdleElement): boolean {
  if (!element.$type.startsWith('bpmn:') || !element.$parent) return false;
  const { $instanceOf } = element as { $instanceOf?: (type: string) => boolean };
  const isOwnEvent =
    element.$type.endsWith('EventDefinition') && element.$parent.$type !== 'bpmn:Definitions';
  return !isOwnEvent && neededIds.some((type) => $instanceOf?.call(element, type));
}

/** Of the model, not of its drawing. */
function partsOf(element: ModdleElement): ModdleElement[] {
  return Object.entries(element)
    .filter(([key]) => !key.startsWith('$') && key !== 'diagrams')
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((value): value is ModdleElement => value?.$parent === element);
}
