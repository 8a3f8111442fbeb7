import type { SummaryItem } from '../../forms/viewTypes.js';
import type { MomentView } from './moments.js';
import type { SubmissionView } from './submissions.js';

/** One step that is done, in the course of a ticket beside a task's form. */
export interface CourseStep {
  id: string;
  name: string;
  who: string;
  at: MomentView;
  /** What was decided and what was said to it. */
  opinions: { label: string; text: string }[];
  /** Address of the picture of the signature. */
  signature: string | null;
}

/** The steps before these are told by the ticket's history. */
const mostSteps = 12;

/** Who did what, when, with what opinion and signature, oldest first; and how many steps came before those. */
export function courseOf(
  submissions: readonly SubmissionView[],
  total: number,
): { steps: CourseStep[]; earlier: number } {
  const steps = submissions.slice(-mostSteps).map(({ id, elementName, who, at, summary }) => {
    const items = summary.sections.flatMap((section) => section.items);
    return {
      id,
      name: elementName,
      who,
      at,
      opinions: items
        .filter((item) => isDecision(item) || isOpinion(item))
        .map(({ label, text }) => ({ label, text: text as string })),
      signature: items.find(({ signature }) => signature)?.signature?.href ?? null,
    };
  });
  return { steps, earlier: total - steps.length };
}

/** A yes or no that has a line of its own on the form: 是否同意, 审批通过. */
const isDecision = ({ text, wide }: SummaryItem) => wide && (text === '是' || text === '否');
const isOpinion = ({ label, text }: SummaryItem) => text !== null && label.includes('意见');
