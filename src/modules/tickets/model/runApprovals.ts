import { isDeepStrictEqual } from 'node:util';
import { latestSubmissions } from './latestSubmissions.js';

/** A form submitted in a run, with the display hints of its schema. */
export interface RunSubmission {
  id: number;
  ticketId: number;
  formKey: string;
  /** Keys of the forms whose submissions this form shows. */
  summaryOf: readonly string[];
  /** Fields that pages show completely and with their real names. */
  shownFields: readonly string[];
  data: Readonly<Record<string, unknown>>;
  submittedBy: number;
  submittedAt: string;
  /** The task that it completed; null for the form that started the ticket. */
  task: { createdAt: string; isInForce: boolean } | null;
}

/** Everybody who submitted this content, or other content in the same form of the same ticket. */
export function preparersOf(submissions: readonly RunSubmission[], content: unknown): number[] {
  const prepared = submissions.filter(({ data }) => holds(data, Object.keys(data), content));
  const document = ({ ticketId, formKey }: RunSubmission) => `${ticketId}/${formKey}`;
  const documents = new Set(prepared.map(document));
  return submissions.filter((one) => documents.has(document(one))).map(({ submittedBy }) => submittedBy);
}

/**
 * Everybody who approved exactly this content: by a form that is about another form, whose newest submission held it
 * before the task came up, with at least one 是 and no 否. The last word of each person counts.
 */
export function approversOf(submissions: readonly RunSubmission[], content: unknown): number[] {
  const lastWords = new Map<number, boolean>();
  for (const submission of submissions) {
    if (isAbout(submission, submissions, content))
      lastWords.set(submission.submittedBy, saysYes(submission.data));
  }
  return [...lastWords].flatMap(([personId, approved]) => (approved ? personId : []));
}

function isAbout(
  { id, ticketId, summaryOf, task }: RunSubmission,
  submissions: readonly RunSubmission[],
  content: unknown,
): boolean {
  if (!task?.isInForce) return false;
  const earlier = submissions.filter((one) => one.ticketId === ticketId && one.id < id);
  const onPage = new Set(latestSubmissions(earlier));
  return summaryOf.some((formKey) => {
    const shown = earlier.findLast((one) => one.formKey === formKey);
    return (
      shown !== undefined &&
      onPage.has(shown) &&
      shown.task?.isInForce !== false &&
      shown.submittedAt <= task.createdAt &&
      holds(shown.data, shown.shownFields, content)
    );
  });
}

const holds = (data: Readonly<Record<string, unknown>>, fields: readonly string[], content: unknown) =>
  fields.some((field) => Object.hasOwn(data, field) && isDeepStrictEqual(data[field], content));

function saysYes(data: Readonly<Record<string, unknown>>): boolean {
  const answers = Object.values(data).filter((value) => typeof value === 'boolean');
  return answers.includes(true) && !answers.includes(false);
}
