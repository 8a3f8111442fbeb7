import { createHash } from 'node:crypto';

/** What the history vouches for of a submitted form. */
export interface HashedSubmission {
  ticketId: number;
  taskId: number | null;
  formId: number;
  elementId: string;
  data: Record<string, unknown>;
  submittedBy: number;
  submittedAt: string;
}

/** SHA-256 in hex over all that a submission says, as one JSON array; the event of the submission carries it. */
export function hashSubmission(submission: HashedSubmission): string {
  const { ticketId, taskId, formId, elementId, data, submittedBy, submittedAt } = submission;
  const fields = [ticketId, taskId, formId, elementId, data, submittedBy, submittedAt];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
