import { layoutProcess } from 'bpmn-auto-layout';
import { type ModdleContext, type ModdleElement, writeDiagram } from '../parseDiagram.js';
import { setAttribute } from './translation.js';

/** Whether anything of a file is drawn. */
export function hasDrawing({ rootElement }: ModdleContext): boolean {
  const diagrams = (rootElement.diagrams as ModdleElement[] | undefined) ?? [];
  return diagrams.some(({ plane }) => partsOf(plane as ModdleElement | undefined).length > 0);
}

/**
 * Draws the process that is to run where the file draws nothing; null when it can't be drawn, such as an event at the edge
 * of nothing.
 */
export async function layOut(context: ModdleContext, process: ModdleElement): Promise<string | null> {
  const { rootElement: root, elementsById } = context;
  // The library draws the first process, and goes by what nodes say of their flows, which a file may leave out.
  const others = (root.rootElements as ModdleElement[]).filter((one) => one !== process);
  root.rootElements = [process, ...others];
  for (const flow of Object.values(elementsById).filter(({ $type }) => $type === 'bpmn:SequenceFlow'))
    join(flow);
  try {
    return await layoutProcess(await writeDiagram(context));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return null;
  }
}

function join(flow: ModdleElement): void {
  for (const [end, side] of [
    ['sourceRef', 'outgoing'],
    ['targetRef', 'incoming'],
  ] as const) {
    const node = flow[end] as ModdleElement | undefined;
    const flows = (node?.[side] as ModdleElement[] | undefined) ?? [];
    if (node && !flows.includes(flow)) setAttribute(node, side, [...flows, flow]);
  }
}

function partsOf(plane: ModdleElement | undefined): ModdleElement[] {
  return (plane?.planeElement as ModdleElement[] | undefined) ?? [];
}
