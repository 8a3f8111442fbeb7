import { lanesOf } from '../describeElements.js';
import { modelElements } from '../diagram.js';
import { type ModdleElement, parseDiagram } from '../parseDiagram.js';
import type { DefinitionProblem } from '../types.js';
import { readAspects } from './readAspects.js';
import { readDrawings } from './readDrawings.js';
import type { DiagramFacts } from './types.js';

/** Elements that people see on the diagram, or refer to by their id. */
const trackedElements =
  /^bpmn:(Participant|Process|Lane|SubProcess|Transaction|AdHocSubProcess|CallActivity|(Sequence|Message)Flow|TextAnnotation|Association|Group|Data(Object|Store)Reference|.*(Task|Event|Gateway))$/;

/**
 * Reads everything in which two versions of a diagram can differ. Drafts that can't be deployed are read too;
 * `problems` says why a file is no BPMN at all.
 */
export async function readFacts(
  xml: string,
): Promise<{ facts: DiagramFacts; problems: DefinitionProblem[] }> {
  const { context, problems } = await parseDiagram(xml);
  if (!context) return { facts: new Map(), problems };
  const elements = modelElements(context.rootElement).filter(isTracked);
  const lanes = lanesOf(elements);
  const drawings = readDrawings(context.rootElement);
  return {
    facts: new Map(
      elements.map((element) => {
        const id = String(element.id);
        const lane = lanes.get(id);
        const place = lane ? [['lane', String(lane.id)] as const] : [];
        const { drawing = null, colours = [] } = drawings.get(id) ?? {};
        const aspects = new Map([...readAspects(element, isTracked), ...place, ...colours]);
        const name = element.name || null;
        return [id, { id, type: element.$type, name, lane: lane?.name ?? null, aspects, drawing }];
      }),
    ),
    problems: [],
  };
}

function isTracked(element: ModdleElement): boolean {
  return element.id !== undefined && trackedElements.test(element.$type);
}
