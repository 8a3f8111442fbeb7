import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer, { type Transporter } from 'nodemailer';
import type { MailServer } from '../model/server.js';
import type { MailRow } from '../store/mails.js';

/** `id` becomes the Message-ID, so that the recipient's mail program recognises a repeat. */
export type OutgoingMail = Pick<MailRow, 'recipient' | 'subject' | 'body' | 'createdAt'> & {
  id: number | string;
};

export interface MailTransport {
  /** Sends a mail, and resolves to its new status. @throws {Error} from SMTP or the file system */
  send(mail: OutgoingMail): Promise<'sent' | 'stored'>;
  /** Whether mails go out by SMTP; otherwise they stay in the mail folder. */
  hasServer(): Promise<boolean>;
  close(): void;
}

export interface MailTransportOptions {
  /** From the environment; overrides the stored setting. */
  smtpUrl: string | null;
  /** From the environment; overrides the stored setting. */
  from: string | null;
  folder: string;
  hostname: string;
  /** Reads the stored server for each mail, so that a change applies at once. */
  storedServer?: () => Promise<MailServer | null>;
  /** How long a server may be silent at each stage; 15 seconds where nothing is said. */
  patienceMs?: number;
}

const defaultSender = 'ServiceFlow <serviceflow@localhost>';

/** SMTP when a server is configured, else a folder of `.eml` files (RFC 5322) that the mail page shows. */
export function createMailTransport(options: MailTransportOptions): MailTransport {
  const toFolder = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const toServer = serverConnection(options.smtpUrl, timeoutsOf(options.patienceMs ?? 15_000));
  const storedServer = async () =>
    options.smtpUrl === null ? ((await options.storedServer?.()) ?? null) : null;
  return {
    async send(mail) {
      const server = await storedServer();
      const message = messageOf(mail, options.from ?? senderOf(server), options.hostname);
      const smtp = toServer.of(server);
      if (smtp) {
        await sendInTime(smtp, message);
        return 'sent';
      }
      const { message: text } = await toFolder.sendMail(message);
      await mkdir(options.folder, { recursive: true });
      await writeFile(join(options.folder, `${mail.id}.eml`), text as Buffer);
      return 'stored';
    },
    hasServer: async () => options.smtpUrl !== null || (await storedServer()) !== null,
    close: () => toServer.close(),
  };
}

/** The connection to the current server; a changed server gets a new one. */
function serverConnection(smtpUrl: string | null, timeouts: Timeouts) {
  let connected: Transporter | null =
    smtpUrl === null ? null : nodemailer.createTransport({ ...timeouts, url: smtpUrl });
  let known = '';
  return {
    of(server: MailServer | null): Transporter | null {
      const wanted = server === null ? '' : JSON.stringify(server);
      if (smtpUrl !== null || wanted === known) return connected;
      connected?.close();
      connected = server && nodemailer.createTransport({ ...connectionOf(server), ...timeouts });
      known = wanted;
      return connected;
    },
    close: () => connected?.close(),
  };
}

type Timeouts = ReturnType<typeof timeoutsOf>;

/** Of each stage: connecting, the greeting, and every answer to a command or to the data. */
function timeoutsOf(patienceMs: number) {
  return { connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: 2 * patienceMs };
}

/** Of a whole mail, well below the lease of its job: a server that answers a letter now and then passes each stage. */
const mailMilliseconds = 60_000;

/** @throws {Error} with code ETIMEDOUT when the server has not taken the mail in time */
async function sendInTime(smtp: Transporter, message: ReturnType<typeof messageOf>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error('the mail server took too long'), { code: 'ETIMEDOUT' });
    timer = setTimeout(() => reject(error), mailMilliseconds);
  });
  await Promise.race([smtp.sendMail(message), passed]).finally(() => clearTimeout(timer));
}

function connectionOf({ host, port, security, user, password }: MailServer) {
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user ? { auth: { user, pass: password } } : {}),
  };
}

function senderOf(server: MailServer | null): string | { name: string; address: string } {
  return server ? { name: server.fromName, address: server.fromAddress } : defaultSender;
}

function messageOf(mail: OutgoingMail, from: string | { name: string; address: string }, hostname: string) {
  return {
    from,
    to: mail.recipient,
    subject: mail.subject,
    text: mail.body,
    date: new Date(mail.createdAt),
    messageId: `<mail-${mail.id}@${hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
