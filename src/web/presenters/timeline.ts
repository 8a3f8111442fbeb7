import type { AuditEventRow } from '../../db/auditEvents.js';
import type { TicketTrace } from '../../queries/ticketTrace.js';
import { type Person, systemActor } from '../../rules/actor.js';
import type { IconName } from '../icons.js';
import type { Badge } from './labels.js';
import { groupText } from './labels.js';
import { loopText } from './loopItem.js';
import { dueView, formatMoment, type MomentView, momentView } from './moments.js';
import { type TicketLink, ticketLinks } from './relatedTickets.js';
import { mayWithTask } from './taskActions.js';
import { type Telling, tellers } from './tellings.js';

/** One step of a ticket's course as people tell it. */
export interface TimelineEntry {
  seq: number;
  at: MomentView;
  actor: string;
  text: string;
  note: string | null;
  icon: IconName;
  tone: Badge['tone'];
  elementId: string | null;
  elementName: string | null;
  /** Anchor of the submitted form on the ticket page. */
  submission: string | null;
  /** Another ticket that this step is about. */
  ticket: TicketLink | null;
}

/** The course of a ticket, oldest first; pages show the newest first, below who has it now. */
export function timeline(trace: TicketTrace, now: Date, timeZone: string): TimelineEntry[] {
  const names = new Map(trace.definition.elements.map(({ id, name }) => [id, name]));
  const links = ticketLinks(trace.relations);
  return trace.events.flatMap((event) => {
    const telling = tellers[event.type]?.(event.data, timeZone);
    if (!telling) return [];
    const other = telling.ticket ? (links.get(telling.ticket) ?? null) : null;
    return [{ ...entryOf(event, telling, names, now, timeZone), ticket: other }];
  });
}

function entryOf(
  event: AuditEventRow,
  telling: Telling,
  names: Map<string, string | null>,
  now: Date,
  timeZone: string,
): Omit<TimelineEntry, 'ticket'> {
  const { seq, at, actorName, elementId, data } = event;
  const { bySystem, ticket: _, ...told } = telling;
  return {
    note: null,
    ...told,
    seq,
    at: momentView(at, now, timeZone),
    actor: bySystem ? systemActor.name : actorName,
    elementId,
    elementName: elementId && (names.get(elementId) ?? null),
    submission: typeof data.submissionId === 'number' ? `#form-${data.submissionId}` : null,
  };
}

/** Who has the ticket now, or could take it. */
export function waitingTasks(trace: TicketTrace, person: Person, now: Date, timeZone: string) {
  return trace.tasks
    .filter((task) => ['ready', 'claimed', 'delegated'].includes(task.status))
    .map((task) => ({
      id: task.id,
      name: task.name,
      may: mayWithTask(trace, task, person, now),
      owner: task.ownerId && (trace.people.get(task.ownerId) ?? ''),
      remindedAt: task.remindedAt && momentView(task.remindedAt, now, timeZone),
      loop: loopText(task.loopItem),
      elementId: task.elementId,
      escalation: task.escalation,
      who: task.assigneeId
        ? (trace.people.get(task.assigneeId) ?? '')
        : `${groupText(task.candidateGroups)}（待签收）`,
      since: momentView(task.createdAt, now, timeZone),
      due: dueView(task.dueAt, now, timeZone),
    }));
}

/** The full record for the auditor: every event with its place in the hash chain. */
export function fullRecord(trace: TicketTrace, timeZone: string) {
  const names = new Map(trace.definition.elements.map(({ id, name }) => [id, name]));
  return trace.events.map((event) => ({
    seq: event.seq,
    at: formatMoment(event.at, timeZone),
    iso: event.at,
    actor: event.actorName,
    type: event.type,
    element: event.elementId ? names.get(event.elementId) || event.elementId : '',
    hash: event.hash.slice(0, 12),
  }));
}
