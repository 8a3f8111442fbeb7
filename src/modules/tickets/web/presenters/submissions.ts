import type { DeployedDefinition } from '../../commands/definitionCache.js';
import { summaryView } from '../../forms/summaryView.js';
import type { FormContext } from '../../forms/types.js';
import type { SummaryView } from '../../forms/viewTypes.js';
import type { TicketTrace } from '../../queries/ticketTrace.js';
import { latestSubmissions } from '../../rules/latestSubmissions.js';
import { type MomentView, momentView } from './moments.js';

export interface SubmissionView {
  id: string;
  elementName: string;
  who: string;
  at: MomentView;
  /** Who submitted it took it back. */
  isWithdrawn: boolean;
  summary: SummaryView;
}

/** The latest forms submitted on a ticket, read-only, oldest first. */
export function submissionViews(
  trace: TicketTrace,
  definition: DeployedDefinition,
  members: FormContext['people'],
  now: Date,
  timeZone: string,
): SubmissionView[] {
  const forms = new Map([...definition.forms.values()].map(({ id, form }) => [id, form]));
  const context = { timeZone, people: { ...members, ...participants(trace) } };
  return latestSubmissions(trace.submissions).flatMap((submission) => {
    const form = forms.get(submission.formId);
    if (!form) return [];
    return {
      id: `form-${submission.id}`,
      elementName: definition.elements.get(submission.elementId)?.name ?? form.title,
      who: trace.people.get(submission.submittedBy) ?? '',
      at: momentView(submission.submittedAt, now, timeZone),
      isWithdrawn: trace.tasks.find(({ id }) => id === submission.taskId)?.outcome === 'withdrawn',
      summary: summaryView(form, submission.data, context),
    };
  });
}

/** Everybody who took part, also who has left the group since. */
export function participants(trace: TicketTrace): FormContext['people'] {
  return { '': [...trace.people].map(([id, name]) => ({ id, name })) };
}
