import { executableProcesses, type KnownReferences, readDiagram } from '../diagram.js';
import { parseDiagram } from '../parseDiagram.js';
import { fieldsOfDiagram } from './fieldsAt.js';
import type { KnownFields } from './knownData.js';

/** What tickets of a diagram may know when they end; null for one that can't be read. */
export async function fieldsOfProcess(
  xml: string,
  known: Pick<KnownReferences, 'fieldsOf' | 'serviceResults' | 'fieldsOfCalled'>,
): Promise<KnownFields | null> {
  const { context } = await parseDiagram(xml);
  const [process] = context ? executableProcesses(context) : [];
  return context && process ? fieldsOfDiagram(readDiagram(context, process), known) : null;
}
