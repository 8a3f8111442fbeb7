import { durationText, formatMoment } from '../../../../platform/web/moments.js';
import { paths, withQuery } from '../../../../platform/web/paths.js';
import {
  type DeployedDefinition,
  type DiagramTrace,
  describeElements,
  type ElementTrace,
  hasRisksOrControls,
  returnFlows,
} from '../../../processes/index.js';
import type { ElementTime } from '../../model/elementTimes.js';
import type { TicketTrace } from '../../read/ticketTrace.js';
import { decisionsOf } from './decisions.js';
import { type TicketLink, ticketLinks } from './relatedTickets.js';
import { createEntryBuilder, type TimelineEntry } from './timeline.js';

/** Marks and texts for every element of the ticket's diagram. */
export function diagramTrace(
  trace: TicketTrace,
  deployed: DeployedDefinition,
  times: readonly ElementTime[],
  now: Date,
  timeZone: string,
): DiagramTrace {
  const { definition, ticket } = trace;
  const left = countEvents(trace, 'activity.completed');
  const flows = countEvents(trace, 'flow.taken');
  const back = returnFlows(definition.elements);
  return {
    diagramUrl: paths.diagram(definition.id),
    hasTrace: true,
    hasRisks: hasRisksOrControls(definition.elements),
    present: times
      .filter(({ isPresent }) => isPresent && ticket.status === 'active')
      .map(({ elementId }) => elementId),
    visits: left,
    flows,
    returnFlows: Object.keys(flows).filter((id) => back.has(id)),
    returns: returnsOf(trace, flows, back),
    elements: elementTraces(
      trace,
      times,
      createEntryBuilder(trace, now, timeZone),
      latestDecisions(trace, deployed, timeZone),
    ),
  };
}

function countEvents(trace: TicketTrace, type: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type: own, elementId } of trace.events) {
    if (own === type && elementId) counts[elementId] = (counts[elementId] ?? 0) + 1;
  }
  return counts;
}

/** Number of returns to each element, along backward flows or by people (退回, 撤回). */
function returnsOf(
  { definition, events }: TicketTrace,
  taken: Record<string, number>,
  back: ReadonlySet<string>,
): Record<string, number> {
  const returns: Record<string, number> = {};
  const add = (id: string, count: number) => {
    returns[id] = (returns[id] ?? 0) + count;
  };
  for (const { id, targetId } of definition.elements) {
    const count = taken[id];
    if (back.has(id) && targetId && count) add(targetId, count);
  }
  for (const { type, elementId, data } of events) {
    if (type === 'task.returned') add((data.to as { elementId: string }).elementId, 1);
    if (type === 'task.withdrawn' && elementId) add(elementId, 1);
  }
  return returns;
}

function elementTraces(
  trace: TicketTrace,
  times: readonly ElementTime[],
  teller: ReturnType<typeof createEntryBuilder>,
  decisions: ReadonlyMap<string, ElementTrace['decisions']>,
): Record<string, ElementTrace> {
  const tickets = calledTickets(trace);
  const happened = latestByElement(trace, teller);
  const timeOf = new Map(times.map((time) => [time.elementId, time]));
  const history = paths.ticketHistory(trace.ticket.number);
  return describeElements(trace.definition.elements, ({ id }) => ({
    time: timeText(timeOf.get(id)),
    tickets: tickets.filter(({ elementId }) => elementId === id).map(({ ticket }) => ticket),
    happened: happened.get(id) ?? [],
    decisions: decisions.get(id) ?? [],
    historyHref: timeOf.has(id) ? withQuery(history, { element: id }) : null,
  }));
}

function timeText(time: ElementTime | undefined): string | null {
  if (!time || time.elapsed === 0) return null;
  return `历时 ${durationText(time.elapsed)}，其中工作时间 ${durationText(time.working)}`;
}

/** Why the ticket left each element the way it did, the last few times. */
function latestDecisions(
  { events }: TicketTrace,
  deployed: DeployedDefinition,
  timeZone: string,
): Map<string, ElementTrace['decisions']> {
  const latest = new Map<string, ElementTrace['decisions']>();
  for (const { elementId, seq, at, text } of decisionsOf(events, deployed, timeZone)) {
    const decision = { seq, when: formatMoment(at, timeZone), text };
    latest.set(elementId, [...(latest.get(elementId) ?? []), decision].slice(-maxDecisionsPerElement));
  }
  return latest;
}

const maxDecisionsPerElement = 4;

const maxEventsPerElement = 8;

/** The last events of each element, oldest first; starts with the newest, so that few are described in vain. */
function latestByElement(
  trace: TicketTrace,
  teller: ReturnType<typeof createEntryBuilder>,
): Map<string, ElementTrace['happened']> {
  const latest = new Map<string, ElementTrace['happened']>();
  for (const event of [...trace.events].reverse()) {
    if (event.elementId === null) continue;
    const known = latest.get(event.elementId) ?? [];
    if (known.length >= maxEventsPerElement) continue;
    const entry = teller(event);
    if (entry) latest.set(event.elementId, [elementEvent(entry), ...known]);
  }
  return latest;
}

/** Child tickets with the call activity that called them. */
function calledTickets(trace: TicketTrace): { elementId: string | null; ticket: TicketLink }[] {
  const links = ticketLinks(trace.relations);
  return trace.events.flatMap(({ type, elementId, data }) => {
    const ticket = type === 'call.started' ? links.get(String(data.child)) : undefined;
    return ticket ? [{ elementId, ticket }] : [];
  });
}

function elementEvent(entry: TimelineEntry): ElementTrace['happened'][number] {
  const { seq, at, actor, text, note, ticket, submission } = entry;
  return { seq, when: at.full, who: actor, what: text, note, ticket, submission };
}
