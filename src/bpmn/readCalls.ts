import { executableProcesses, localType, readDiagram } from './diagram.js';
import { parseDiagram } from './parseDiagram.js';

/** A call activity of a diagram. */
export interface DiagramCall {
  elementId: string;
  elementName: string | null;
  /** Key of the process that it calls. */
  calledElement: string;
}

/** What the executable processes of a diagram call, in the order of the file; nothing when it can't be read. */
export async function readCalls(xml: string): Promise<DiagramCall[]> {
  if (!xml.includes('calledElement')) return [];
  const { context } = await parseDiagram(xml);
  if (!context) return [];
  const elements = executableProcesses(context).flatMap((process) => readDiagram(context, process).elements);
  return elements
    .filter((element) => localType(element) === 'CallActivity' && typeof element.calledElement === 'string')
    .map(({ id, name, calledElement }) => ({
      elementId: String(id),
      elementName: name ?? null,
      calledElement: String(calledElement),
    }));
}
