import { layOut } from '../../../src/bpmn/foreign/layOut.js';
import { type ModdleElement, parseDiagram } from '../../../src/bpmn/parseDiagram.js';

/** A diagram of one process with a drawing, as publication wants it. */
export async function drawn(xml: string): Promise<string> {
  const { context } = await parseDiagram(xml);
  const [process] = (context?.rootElement.rootElements ?? []) as ModdleElement[];
  const text = context && process ? await layOut(context, process) : null;
  if (text === null) throw new Error('the diagram can not be laid out');
  return text;
}
