import type { Form } from '../../../forms/schema/types.js';
import { uploadsIn } from '../../../forms/submission/uploadsIn.js';
import { assignAttachments } from '../../../platform/files/attachments.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { hashSubmission } from '../model/submissionHash.js';
import { insertSubmission } from '../store/formSubmissions.js';

/** Facts in the event of a submission, by which a later change of the row or of a file is detected. */
export interface SubmissionFacts {
  submissionId: number;
  submissionHash: string;
  attachments: { id: number; name: string; sha256: string }[];
}

/** Stores a submission and assigns its uploads to the ticket. */
export async function storeSubmission(
  context: CommandContext,
  ticketId: number,
  submitted: {
    taskId: number | null;
    elementId: string;
    formId: number;
    form: Form;
    data: Record<string, unknown>;
  },
): Promise<SubmissionFacts> {
  const { tx, actor, now } = context;
  const { form, ...facts } = submitted;
  const by = { submittedBy: actor.id as number, submittedAt: now.toISOString() };
  const submission = { ticketId, ...facts, ...by };
  const submissionId = await insertSubmission(tx, submission);
  const attachments = uploadsIn(form, facts.data).flatMap(([, files]) =>
    files.map(({ id, name, sha256 }) => ({ id, name, sha256 })),
  );
  const ids = attachments.map((file) => file.id);
  await assignAttachments(tx, ids, ticketId);
  return { submissionId, submissionHash: hashSubmission(submission), attachments };
}
