import { executableProcesses, type KnownReferences, readDiagram } from '../diagram.js';
import { parseDiagram } from '../parseDiagram.js';
import { fieldsAt, fieldsOfDiagram } from './fieldsAt.js';
import type { KnownFields } from './knownData.js';

/**
 * Data that an expression at an element can name. For an element that does not exist yet: the data known anywhere in
 * the diagram. Empty when the diagram can't be read.
 */
export async function fieldsOfElement(
  xml: string,
  elementId: string,
  known: Pick<KnownReferences, 'fieldsOf' | 'serviceResults'>,
): Promise<KnownFields> {
  const { context } = await parseDiagram(xml);
  const [process] = context ? executableProcesses(context) : [];
  if (!context || !process) return new Map();
  const diagram = readDiagram(context, process);
  const fields = fieldsOfDiagram(diagram, known);
  const element = diagram.elements.find(({ id }) => id === elementId);
  return element ? fieldsAt(element, fields) : fields;
}
