import type { DefinitionElement } from '../../../../bpmn/types.js';
import type { Badge } from '../../../../platform/web/icons.js';
import { paths } from '../../../../platform/web/paths.js';
import { risksAndControls, type WatchedPoint } from '../../model/risksAndControls.js';
import type { ProcessDefinitionRow } from '../../store/processDefinitions.js';

/** What the viewer on the page marks; also what it shows when an element is chosen. */
export interface DiagramTrace {
  diagramUrl: string;
  /** False for the bare diagram of a process. */
  hasTrace: boolean;
  /** Whether an element names a risk or a control. */
  hasRisks: boolean;
  /** Elements in which the ticket is now. */
  present: string[];
  /** Finished visits by element. */
  visits: Record<string, number>;
  /** Flows that were taken, with how often. */
  flows: Record<string, number>;
  /** Those of the flows that lead back. */
  returnFlows: string[];
  /** How often the ticket came back to an element. */
  returns: Record<string, number>;
  elements: Record<string, ElementTrace>;
}

export interface ElementTrace {
  name: string;
  lane: string | null;
  documentation: string | null;
  watched: WatchedPoint[];
  /** How long the ticket stayed there, in words; null where it did not stay. */
  time: string | null;
  /** Child tickets that were called there, the newest last. */
  tickets: LinkedTicket[];
  /** What happened there last, in order. */
  happened: {
    seq: number;
    when: string;
    who: string;
    what: string;
    note: string | null;
    ticket: Pick<LinkedTicket, 'number' | 'href'> | null;
    submission: string | null;
  }[];
  /** Why the ticket left it the way it did, the latest last. */
  decisions: { seq: number; when: string; text: string }[];
  /** Where everything is that happened there. */
  historyHref: string | null;
}

interface LinkedTicket {
  number: string;
  /** Null when the person may not open it. */
  href: string | null;
  processName: string;
  status: Badge;
}

type Course = Pick<ElementTrace, 'time' | 'tickets' | 'happened' | 'decisions' | 'historyHref'>;

/** Diagram data of a version that no ticket is shown on. */
export function plainDiagram(definition: Pick<ProcessDefinitionRow, 'id' | 'elements'>): DiagramTrace {
  return {
    diagramUrl: paths.diagram(definition.id),
    hasTrace: false,
    hasRisks: hasRisksOrControls(definition.elements),
    present: [],
    visits: {},
    flows: {},
    returnFlows: [],
    returns: {},
    elements: describeElements(definition.elements, () => ({
      time: null,
      tickets: [],
      happened: [],
      decisions: [],
      historyHref: null,
    })),
  };
}

/** Every element but the flows, with what the ticket's course adds to it. */
export function describeElements(
  elements: readonly DefinitionElement[],
  course: (element: DefinitionElement) => Course,
): Record<string, ElementTrace> {
  const shown = elements.filter(({ type }) => type !== 'bpmn:SequenceFlow');
  return Object.fromEntries(
    shown.map((element) => {
      const { id, name, lane, documentation, properties } = element;
      const watched = risksAndControls(properties);
      return [id, { name: name ?? '', lane, documentation, watched, ...course(element) }];
    }),
  );
}

/** Whether an element of the diagram names a risk or a control. */
export function hasRisksOrControls(elements: readonly DefinitionElement[]): boolean {
  return elements.some(({ properties }) => risksAndControls(properties).length > 0);
}
