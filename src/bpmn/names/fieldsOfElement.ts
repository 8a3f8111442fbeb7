import { executableProcesses, type Known, readDiagram } from '../diagram.js';
import { parseDiagram } from '../parseDiagram.js';
import { fieldsAt, fieldsOfDiagram } from './fieldsAt.js';
import type { KnownFields } from './knownData.js';

/**
 * What an expression at an element of the diagram can name. For an element that is not there yet, what tickets of the
 * diagram know anywhere; nothing for a diagram that can't be read.
 */
export async function fieldsOfElement(
  xml: string,
  elementId: string,
  known: Pick<Known, 'fieldsOf' | 'results'>,
): Promise<KnownFields> {
  const { context } = await parseDiagram(xml);
  const [process] = context ? executableProcesses(context) : [];
  if (!context || !process) return new Map();
  const diagram = readDiagram(context, process);
  const fields = fieldsOfDiagram(diagram, known);
  const element = diagram.elements.find(({ id }) => id === elementId);
  return element ? fieldsAt(element, fields) : fields;
}
