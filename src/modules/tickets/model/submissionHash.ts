import { createHash } from 'node:crypto';

/** The parts of a submission that its hash covers. */
export interface HashedSubmission {
  ticketId: number;
  taskId: number | null;
  formId: number;
  elementId: string;
  data: Record<string, unknown>;
  submittedBy: number;
  submittedAt: string;
}

/** SHA-256 in hex over all parts of a submission, as one JSON array; the submission's event carries it. */
export function hashSubmission(submission: HashedSubmission): string {
  const { ticketId, taskId, formId, elementId, data, submittedBy, submittedAt } = submission;
  const fields = [ticketId, taskId, formId, elementId, data, submittedBy, submittedAt];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
