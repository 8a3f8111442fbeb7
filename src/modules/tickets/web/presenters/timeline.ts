import { type Person, systemActor } from '../../../../platform/actor.js';
import type { Badge, IconName } from '../../../../platform/web/icons.js';
import { dueView, type MomentView, momentView } from '../../../../platform/web/moments.js';
import { groupText } from '../../../people/index.js';
import { latestSubmissions } from '../../model/latestSubmissions.js';
import { isFinished } from '../../model/taskTransfer.js';
import type { TicketTrace } from '../../read/ticketTrace.js';
import type { AuditEventRow } from '../../store/auditEvents.js';
import { eventDescribers } from './eventDescribers.js';
import type { EventDescription } from './eventDescription.js';
import { loopText } from './loopItem.js';
import { type TicketLink, ticketLinks } from './relatedTickets.js';
import { allowedTaskActions } from './taskActions.js';

/** One event of a ticket in the timeline. */
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

/** Earlier events are on the page of the whole history. */
const maxTimelineEntries = 30;

/** The latest described events of the ticket, newest first. */
export function timeline(
  trace: TicketTrace,
  now: Date,
  timeZone: string,
  most = maxTimelineEntries,
): TimelineEntry[] {
  const build = createEntryBuilder(trace, now, timeZone);
  const entries: TimelineEntry[] = [];
  for (let index = trace.events.length - 1; index >= 0 && entries.length < most; index -= 1) {
    const entry = build(trace.events[index] as AuditEventRow);
    if (entry) entries.push(entry);
  }
  return entries;
}

/** A function that describes one event after the other; null for the engine's own steps. */
export function createEntryBuilder(
  trace: Pick<TicketTrace, 'definition' | 'relations' | 'submissions'>,
  now: Date,
  timeZone: string,
): (event: AuditEventRow) => TimelineEntry | null {
  const names = new Map(trace.definition.elements.map(({ id, name }) => [id, name]));
  const links = ticketLinks(trace.relations);
  const forms = new Set(latestSubmissions(trace.submissions).map(({ id }) => id));
  return (event) => {
    const description = eventDescribers[event.type]?.(event.data, timeZone);
    if (!description) return null;
    const other = description.ticket ? (links.get(description.ticket) ?? null) : null;
    const { submissionId } = event.data;
    const submission = forms.has(submissionId as number) ? `#form-${submissionId}` : null;
    return { ...entryOf(event, description, names, now, timeZone), submission, ticket: other };
  };
}

function entryOf(
  event: AuditEventRow,
  description: EventDescription,
  names: Map<string, string | null>,
  now: Date,
  timeZone: string,
): Omit<TimelineEntry, 'ticket' | 'submission'> {
  const { seq, at, actorName, elementId } = event;
  const { bySystem, ticket: _, ...rest } = description;
  return {
    note: null,
    ...rest,
    seq,
    at: momentView(at, now, timeZone),
    actor: bySystem ? systemActor.name : actorName,
    elementId,
    elementName: elementId && (names.get(elementId) ?? null),
  };
}

/** The open tasks of the ticket with their holders or candidates. */
export function waitingTasks(trace: TicketTrace, person: Person, now: Date, timeZone: string) {
  return trace.tasks
    .filter((task) => !isFinished(task))
    .map((task) => ({
      id: task.id,
      name: task.name,
      may: allowedTaskActions(trace, task, person, now),
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
