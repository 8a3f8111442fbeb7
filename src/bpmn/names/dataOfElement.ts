import { type Diagram, executableProcesses, type KnownReferences, readDiagram } from '../diagram.js';
import { type ModdleElement, parseDiagram } from '../parseDiagram.js';
import { dataSetBy, fieldsAt, fieldsOfDiagram } from './fieldsAt.js';
import { fieldsOfCall } from './fieldsOfCall.js';
import type { KnownFields } from './knownData.js';
import { nodesOnlyAfter } from './nodesOnlyAfter.js';

/** What an expression at an element can name. */
export interface DataOfElement {
  fields: KnownFields;
  /** Names of those that are filled in only after the element. */
  later: ReadonlySet<string>;
}

const nothing: DataOfElement = { fields: new Map(), later: new Set() };

/**
 * What an expression at an element of the diagram can name. For an element that is not there yet, what tickets of the
 * diagram know anywhere; nothing for a diagram that can't be read.
 */
export async function dataOfElement(
  xml: string,
  elementId: string,
  known: Pick<KnownReferences, 'fieldsOf' | 'serviceResults' | 'fieldsOfCalled'>,
): Promise<DataOfElement> {
  const diagram = await readable(xml);
  if (!diagram) return nothing;
  const fields = fieldsOfDiagram(diagram, known);
  const element = elementOf(diagram, elementId);
  if (!element) return { fields, later: new Set() };
  const later = namesSetOnlyAfter(element, diagram, known);
  return { fields: fieldsAt(element, fields), later };
}

/** What a result of the call at an element can name; nothing where the called process is not known. */
export async function dataOfCall(
  xml: string,
  elementId: string,
  known: Pick<KnownReferences, 'fieldsOf' | 'serviceResults' | 'fieldsOfCalled'>,
): Promise<DataOfElement> {
  const diagram = await readable(xml);
  const element = diagram && elementOf(diagram, elementId);
  const called = element && known.fieldsOfCalled?.(String(element.calledElement));
  if (!called) return nothing;
  const own = fieldsAt(element, fieldsOfDiagram(diagram, known));
  return { fields: fieldsOfCall(element, called, own), later: new Set() };
}

async function readable(xml: string): Promise<Diagram | null> {
  const { context } = await parseDiagram(xml);
  const [process] = context ? executableProcesses(context) : [];
  return context && process ? readDiagram(context, process) : null;
}

function elementOf({ elements }: Diagram, elementId: string): ModdleElement | null {
  return elements.find(({ id }) => id === elementId) ?? null;
}

function namesSetOnlyAfter(
  element: ModdleElement,
  diagram: Diagram,
  known: Pick<KnownReferences, 'fieldsOf' | 'serviceResults' | 'fieldsOfCalled'>,
): Set<string> {
  const later = nodesOnlyAfter(element, diagram);
  const setBefore = new Set(
    diagram.nodes.filter((node) => !later.has(node)).flatMap((node) => dataSetBy(node.element, known)),
  );
  const setLater = [...later].flatMap((node) => dataSetBy(node.element, known));
  return new Set(setLater.filter((name) => !setBefore.has(name)));
}
