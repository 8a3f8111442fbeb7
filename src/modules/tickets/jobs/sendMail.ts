import { markMailSent } from '../commands/markMailSent.js';
import { type Runtime, runCommand } from '../commands/runCommand.js';
import { selectMail } from '../db/mails.js';
import type { MailTransport } from '../mail/transport.js';
import { systemActor } from '../rules/actor.js';
import type { JobHandler } from './runDueJob.js';

/** Sends at least once: a crash between the server's answer and the commit sends again, with the same Message-ID. */
export function sendMailJob(runtime: Runtime, transport: Pick<MailTransport, 'send'>): JobHandler {
  return async (job) => {
    const mail = await selectMail(runtime.db, Number(job.payload.mailId));
    const status = mail.status === 'queued' ? await transport.send(mail) : mail.status;
    await runCommand(runtime, systemActor, markMailSent, { jobId: job.id, mailId: mail.id, status });
  };
}
