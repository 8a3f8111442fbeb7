import type { IconName } from '../../../../platform/web/icons.js';
import { type MomentView, momentView } from '../../../../platform/web/moments.js';
import type { TicketTrace } from '../../read/ticketTrace.js';
import { actionDescribers } from './actionDescribers.js';
import type { SubmissionView } from './submissions.js';

/** A finished step in the course of a ticket, shown beside a task's form. */
export interface CourseStep {
  name: string;
  who: string;
  at: MomentView;
  /** Decisions and opinions. */
  opinions: { label: string | null; text: string }[];
  /** Address of the picture of the signature. */
  signature: string | null;
  icon: IconName;
  /** Whether a form was submitted; otherwise the ticket was transferred or returned. */
  isForm: boolean;
}

/** Earlier steps are in the ticket's history. */
const maxSteps = 12;

/** Events that move a ticket or comment on it without a form. */
const describedEvents: readonly string[] = [
  'task.assigned',
  'task.reassigned',
  'task.delegated',
  'task.returned',
  'task.withdrawn',
  'task.signed',
];

/** The latest steps, oldest first, with performer, time, opinion and signature; and the number of earlier ones. */
export function courseOf(
  submissions: readonly SubmissionView[],
  trace: Pick<TicketTrace, 'events' | 'submissions'>,
  now: Date,
  timeZone: string,
): { steps: CourseStep[]; earlier: number } {
  const events = trace.events.filter(({ type }) => describedEvents.includes(type));
  const moves = events.slice(-maxSteps).map((event) => {
    const { text, note, icon } = actionDescribers[event.type]!(event.data);
    const opinions = note ? [{ label: null, text: note }] : [];
    const at = momentView(event.at, now, timeZone);
    return { name: text, who: event.actorName, at, opinions, signature: null, icon, isForm: false };
  });
  const forms = submissions.slice(-maxSteps).map(formStep);
  const steps = [...forms, ...moves].sort((one, other) => (one.at.iso < other.at.iso ? -1 : 1));
  const shown = steps.slice(-maxSteps);
  return { steps: shown, earlier: events.length + trace.submissions.length - shown.length };
}

function formStep({ elementName, who, at, summary }: SubmissionView): CourseStep {
  const items = summary.sections.flatMap((section) => section.items);
  return {
    name: elementName,
    who,
    at,
    opinions: items.flatMap(({ label, text, inCourse }) =>
      inCourse && text !== null ? [{ label, text }] : [],
    ),
    signature: items.find(({ signature }) => signature)?.signature?.href ?? null,
    icon: 'check',
    isForm: true,
  };
}
