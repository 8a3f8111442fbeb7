import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import type { MailRow } from '../db/mails.js';

export interface MailTransport {
  /**
   * Hands a mail on; resolves to how. The Message-ID is made from the mail's id, so that a receiver can tell a repeat.
   * @throws {Error} from SMTP or the file system
   */
  send(mail: MailRow): Promise<'sent' | 'stored'>;
  close(): void;
}

/** SMTP when an address is configured, else a folder of `.eml` files (RFC 5322) that the mail page shows. */
export function createMailTransport(options: {
  smtpUrl: string | null;
  from: string;
  folder: string;
  hostname: string;
}): MailTransport {
  const smtp = options.smtpUrl === null ? null : nodemailer.createTransport(options.smtpUrl);
  const toFolder = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const messageOf = (mail: MailRow) => ({
    from: options.from,
    to: mail.recipient,
    subject: mail.subject,
    text: mail.body,
    date: new Date(mail.createdAt),
    messageId: `<mail-${mail.id}@${options.hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      if (smtp) {
        await smtp.sendMail(messageOf(mail));
        return 'sent';
      }
      const { message } = await toFolder.sendMail(messageOf(mail));
      await mkdir(options.folder, { recursive: true });
      await writeFile(join(options.folder, `${mail.id}.eml`), message as Buffer);
      return 'stored';
    },
    close() {
      smtp?.close();
    },
  };
}
