import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import type { MailTransport } from '../../../mail/steps/transport.js';
import { selectMail } from '../../../mail/store/mails.js';
import { systemActor } from '../../../platform/actor.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';
import { markMailSent } from '../commands/markMailSent.js';

/** Sends at least once: a crash between the server's answer and the commit sends again, with the same Message-ID. */
export function sendMailJob(runtime: Runtime, transport: Pick<MailTransport, 'send'>): JobHandler {
  return async (job) => {
    const mail = await selectMail(runtime.db, Number(job.payload.mailId));
    const status = mail.status === 'queued' ? await transport.send(mail) : mail.status;
    await runCommand(runtime, systemActor, markMailSent, { jobId: job.id, mailId: mail.id, status });
  };
}
