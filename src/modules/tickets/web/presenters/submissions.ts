import type { FormContext } from '../../../../forms/schema/types.js';
import { summaryView } from '../../../../forms/view/summaryView.js';
import type { SummaryView } from '../../../../forms/view/viewTypes.js';
import { type MomentView, momentView } from '../../../../platform/web/moments.js';
import type { DeployedDefinition } from '../../../processes/index.js';
import { latestSubmissions } from '../../model/latestSubmissions.js';
import type { TicketTrace } from '../../read/ticketTrace.js';

export interface SubmissionView {
  id: string;
  elementName: string;
  who: string;
  at: MomentView;
  /** Whether its submitter withdrew it. */
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

/** All participants, including those who have left their group. */
export function participants(trace: TicketTrace): FormContext['people'] {
  return { '': [...trace.people].map(([id, name]) => ({ id, name })) };
}
