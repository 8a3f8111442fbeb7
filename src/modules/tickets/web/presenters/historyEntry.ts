import type { DefinitionElement } from '../../../../bpmn/types.js';
import type { FormContext } from '../../../../forms/schema/types.js';
import type { JobRow } from '../../../../jobs/store/jobs.js';
import { hashEvent } from '../../../../platform/access/auditChain.js';
import { systemActor } from '../../../../platform/actor.js';
import { formatMoment, formatSecond } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import { eventName } from '../../model/eventNames.js';
import type { VariableChange } from '../../model/variableChanges.js';
import type { AuditEventRow } from '../../store/auditEvents.js';
import { type ChangedField, changedFields, type Fields } from './changedData.js';
import { eventDescribers } from './eventDescribers.js';
import type { EventDescription } from './eventDescription.js';
import { jobText } from './jobs.js';
import type { TicketLink } from './relatedTickets.js';

/** The context for describing the events of one ticket. */
export interface HistoryContext {
  number: string;
  elements: ReadonlyMap<string, DefinitionElement>;
  fields: Fields;
  context: Pick<FormContext, 'timeZone' | 'people'>;
  jobs: readonly JobRow[];
  links: ReadonlyMap<string, TicketLink>;
  /** Why ways were taken, by the number of the event. */
  decisions: ReadonlyMap<number, string>;
}

/** One event with all its details. */
export interface HistoryEntry extends Omit<EventDescription, 'ticket' | 'bySystem'> {
  seq: number;
  number: string;
  at: { iso: string; text: string };
  actor: string;
  /** The actor of the causing event, if the system did this one. */
  causedBy: string | null;
  place: string | null;
  /** Which condition decided that this way was taken. */
  decision: string | null;
  changes: ChangedField[];
  /** Decisions and opinions, shown before the other data. */
  opinions: ChangedField[];
  files: { href: string; name: string; shortHash: string }[];
  ticket: TicketLink | null;
  job: string | null;
  hash: string;
  /** Whether the event still matches its hash. */
  isWhole: boolean;
}

/** Describes any event: as in the timeline, or by the name of its type. */
export function historyEntry(event: AuditEventRow, scene: HistoryContext): HistoryEntry {
  const { data, type } = event;
  const { timeZone } = scene.context;
  const told = eventDescribers[type]?.(data, timeZone) ?? describeEngineStep(event, scene.elements);
  const { ticket, bySystem, ...description } = told;
  const isConsequence = bySystem === true && event.actorName !== systemActor.name;
  const fields = changedFields((data.changes ?? []) as VariableChange[], scene.fields, scene.context);
  return {
    ...description,
    seq: event.seq,
    number: scene.number,
    at: { iso: event.at, text: formatSecond(event.at, timeZone) },
    actor: isConsequence ? systemActor.name : event.actorName,
    causedBy: isConsequence ? event.actorName : null,
    place: placeOf(event, scene.elements),
    decision: scene.decisions.get(event.seq) ?? null,
    opinions: fields.filter(({ inCourse }) => inCourse),
    changes: fields.filter(({ inCourse }) => !inCourse),
    files: filesOf(data),
    ticket: ticket ? (scene.links.get(ticket) ?? null) : null,
    job: jobOfEvent(event, scene),
    hash: event.hash.slice(0, 12),
    isWhole: hashEvent(event) === event.hash,
  };
}

/** Describes a step of the engine. */
function describeEngineStep(event: AuditEventRow, elements: HistoryContext['elements']): EventDescription {
  const element = elements.get(event.elementId ?? '');
  const name = (id: string | null | undefined) => elements.get(id ?? '')?.name || id;
  const way = element?.sourceId ? `${name(element.sourceId)} → ${name(element.targetId)}` : null;
  const place = placeOf(event, elements);
  return {
    text: place ? `${eventName(event.type)}「${place}」` : eventName(event.type),
    note: way,
    icon: way ? 'arrow-right' : 'route',
    tone: 'muted',
    bySystem: true,
  };
}

function placeOf({ elementId }: AuditEventRow, elements: HistoryContext['elements']): string | null {
  if (elementId === null) return null;
  const element = elements.get(elementId);
  return element ? element.name || (element.sourceId ? null : element.id) : elementId;
}

function filesOf(data: Record<string, unknown>): HistoryEntry['files'] {
  const files = (data.attachments ?? []) as { id: number; name: string; sha256: string }[];
  return files.map(({ id, name, sha256 }) => ({
    href: paths.attachment(id),
    name,
    shortHash: sha256.slice(0, 12),
  }));
}

const jobKinds: Record<string, JobRow['kind']> = {
  'timer.armed': 'fireTimer',
  'timer.due': 'fireTimer',
  'service.requested': 'runService',
  'service.completed': 'runService',
  'service.failed': 'runService',
  'service.skipped': 'runService',
  'incident.raised': 'runService',
};

function jobOfEvent({ type, executionId, data }: AuditEventRow, scene: HistoryContext): string | null {
  const job =
    type === 'mail.sent'
      ? scene.jobs.find(({ kind, payload }) => kind === 'sendMail' && payload.mailId === data.mailId)
      : scene.jobs.find((one) => one.kind === jobKinds[type] && one.executionId === executionId);
  if (!job) return null;
  const due = type === 'timer.armed' ? `，${formatMoment(job.runAt, scene.context.timeZone)} 执行` : '';
  return jobText(job) + due;
}
