import type { DefinitionElement } from '../../engine/types.js';
import type { TicketTrace } from '../../queries/ticketTrace.js';
import { paths } from '../paths.js';
import { type TicketLink, ticketLinks } from './relatedTickets.js';
import { type TimelineEntry, timeline } from './timeline.js';

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
  elements: Record<string, ElementTrace>;
}

export interface ElementTrace {
  name: string;
  lane: string | null;
  documentation: string | null;
  /** What may go wrong there, and what is done against it: the `risk` and `control` properties of the diagram. */
  risk: string | null;
  control: string | null;
  /** Child tickets that were called there, the newest last. */
  tickets: Pick<TicketLink, 'number' | 'href' | 'processName' | 'status'>[];
  /** What happened there, in order. */
  happened: {
    seq: number;
    when: string;
    who: string;
    what: string;
    note: string | null;
    ticket: Pick<TicketLink, 'number' | 'href'> | null;
    submission: string | null;
  }[];
}

/** Marks and words for every element of the ticket's diagram. */
export function diagramTrace(trace: TicketTrace, now: Date, timeZone: string): DiagramTrace {
  const entries = timeline(trace, now, timeZone);
  const entered = countEvents(trace, 'activity.entered');
  const left = countEvents(trace, 'activity.completed');
  const cancelled = countEvents(trace, 'activity.cancelled');
  const present = Object.keys(entered).filter(
    (id) => (entered[id] ?? 0) > (left[id] ?? 0) + (cancelled[id] ?? 0) && trace.ticket.status === 'active',
  );
  return {
    diagramUrl: paths.diagram(trace.definition.id),
    hasTrace: true,
    hasRisks: namesRisks(trace.definition.elements),
    present,
    visits: left,
    flows: countEvents(trace, 'flow.taken'),
    elements: elementTraces(trace, entries),
  };
}

function countEvents(trace: TicketTrace, type: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type: own, elementId } of trace.events) {
    if (own === type && elementId) counts[elementId] = (counts[elementId] ?? 0) + 1;
  }
  return counts;
}

function elementTraces(trace: TicketTrace, entries: TimelineEntry[]): Record<string, ElementTrace> {
  const tickets = calledTickets(trace);
  return describeElements(trace.definition.elements, ({ id }) => ({
    tickets: tickets.filter(({ elementId }) => elementId === id).map(({ ticket }) => ticket),
    happened: entries.filter(({ elementId }) => elementId === id).map(happening),
  }));
}

/** Child tickets with the call activity that called them. */
function calledTickets(trace: TicketTrace): { elementId: string | null; ticket: TicketLink }[] {
  const links = ticketLinks(trace.relations);
  return trace.events.flatMap(({ type, elementId, data }) => {
    const ticket = type === 'call.started' ? links.get(String(data.child)) : undefined;
    return ticket ? [{ elementId, ticket }] : [];
  });
}

function happening(entry: TimelineEntry): ElementTrace['happened'][number] {
  const { seq, at, actor, text, note, ticket, submission } = entry;
  return { seq, when: at.full, who: actor, what: text, note, ticket, submission };
}

function describeElements(
  elements: readonly DefinitionElement[],
  course: (element: DefinitionElement) => Pick<ElementTrace, 'tickets' | 'happened'>,
): Record<string, ElementTrace> {
  const shown = elements.filter(({ type }) => type !== 'bpmn:SequenceFlow');
  return Object.fromEntries(
    shown.map((element) => {
      const { id, name, lane, documentation, properties } = element;
      const { risk = null, control = null } = properties;
      return [id, { name: name ?? '', lane, documentation, risk, control, ...course(element) }];
    }),
  );
}

function namesRisks(elements: readonly DefinitionElement[]): boolean {
  return elements.some(({ properties }) => properties.risk || properties.control);
}

/** Diagram data of a version that no ticket is shown on. */
export function plainDiagram(definition: TicketTrace['definition']): DiagramTrace {
  return {
    diagramUrl: paths.diagram(definition.id),
    hasTrace: false,
    hasRisks: namesRisks(definition.elements),
    present: [],
    visits: {},
    flows: {},
    elements: describeElements(definition.elements, () => ({ tickets: [], happened: [] })),
  };
}
