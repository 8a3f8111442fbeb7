import { Engine } from 'bpmn-engine';
import { undoingIn } from './checks/compensation.js';
import type { Diagram } from './diagram.js';
import { engineOptions } from './engineOptions.js';
import type { ModdleElement } from './parseDiagram.js';

/** Parts of elements that describe data, roles and places: nothing of them is run, and the serializer trips over some. */
const describingElements = [
  'laneSets',
  'resources',
  'ioSpecification',
  'dataInputAssociations',
  'dataOutputAssociations',
  'properties',
  'artifacts',
];

/** What the events of a process refer to. */
const namedElements = new Set(['bpmn:Message', 'bpmn:Error', 'bpmn:Escalation', 'bpmn:Signal']);

/** Writes to elements what undoes them, which the file says by associations. */
function writeHandlers(diagram: Diagram): void {
  for (const { undone, handler } of undoingIn(diagram)) {
    undone.element.undoneBy = handler.id;
    handler.element.isHandler = true;
  }
}

/**
 * The executable process alone as bpmn-engine keeps it, for `loadDefinition`. It takes the rest out of the parsed
 * diagram, which is of no use afterwards. Constructors are attached when the definition is loaded.
 */
export async function serializeProcess(diagram: Diagram): Promise<string> {
  const { context, process, elements } = diagram;
  writeHandlers(diagram);
  for (const element of elements) for (const part of describingElements) delete element[part];
  const { rootElement } = context;
  rootElement.rootElements = (rootElement.rootElements as ModdleElement[]).filter(
    (one) => one === process || namedElements.has(one.$type),
  );
  const engine = new Engine({ ...engineOptions, moddleContext: context } as never);
  const { definitions } = await engine.getState();
  return definitions[0]?.source as string;
}
