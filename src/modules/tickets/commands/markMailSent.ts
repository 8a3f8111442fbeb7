import { selectJob, updateJob } from '../../../jobs/store/jobs.js';
import { type MailStatus, selectMail, updateMailStatus } from '../../../mail/store/mails.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { saveTicket } from '../steps/saveTicket.js';
import { selectTicketForUpdate } from '../store/tickets.js';

/** Records in the ticket's history that a mail was sent (or stored in the mail folder), and finishes its job. */
export async function markMailSent(
  context: CommandContext,
  input: { jobId: number; mailId: number; status: Exclude<MailStatus, 'queued'> },
): Promise<void> {
  const mail = await selectMail(context.tx, input.mailId);
  const ticket = mail.ticketId === null ? null : await selectTicketForUpdate(context.tx, mail.ticketId);
  const job = await selectJob(context.tx, input.jobId);
  if (job.status === 'done') return;
  const at = context.now.toISOString();
  await updateJob(context.tx, job.id, { status: 'done', leasedUntil: null, finishedAt: at });
  await updateMailStatus(context.tx, mail.id, input.status, at);
  if (!ticket) return;
  const data = { mailId: mail.id, recipient: mail.recipient, subject: mail.subject, status: input.status };
  const event = { type: 'mail.sent', elementId: null, executionId: null, data };
  await saveTicket(context, ticket, { events: [event] });
}
