import { insertJobs } from '../../jobs/store/jobs.js';
import type { CommandContext } from '../../platform/runCommand.js';
import { insertMail } from '../store/mails.js';

/** Writes a mail, about a ticket unless that is null, and the job that sends it. */
export async function queueMail(
  { tx, now }: CommandContext,
  ticketId: number | null,
  recipient: { id: number; email: string },
  text: { subject: string; body: string },
): Promise<void> {
  const at = now.toISOString();
  const { id: personId, email } = recipient;
  const mail = {
    ticketId,
    personId,
    recipient: email,
    ...text,
    status: 'queued',
    createdAt: at,
    sentAt: null,
  } as const;
  const mailId = await insertMail(tx, mail);
  const job = { kind: 'sendMail', ticketId, executionId: null, payload: { mailId }, runAt: at } as const;
  await insertJobs(tx, [job], now);
}
