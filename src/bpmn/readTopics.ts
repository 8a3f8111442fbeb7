import { executableProcesses, readDiagram } from './diagram.js';
import { parseDiagram } from './parseDiagram.js';

/** Topics of the services that the executable processes of a diagram name; none when it can't be read. */
export async function readTopics(xml: string): Promise<Set<string>> {
  const { context } = await parseDiagram(xml);
  const processes = context ? executableProcesses(context) : [];
  const elements = processes.flatMap((process) => (context ? readDiagram(context, process).elements : []));
  return new Set(elements.flatMap(({ topic }) => (typeof topic === 'string' ? topic : [])));
}
