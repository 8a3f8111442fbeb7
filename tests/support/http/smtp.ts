import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { trackResource } from '../run/resources.js';

export interface TestMailServer {
  /** For SMTP_URL. */
  url: string;
  /** What came in, parsed, oldest first. */
  mails: ParsedMail[];
  /** From now on answers every message with this SMTP code (451: try later, 550: never); null accepts again. */
  refuseWith(code: number | null): void;
  /** The first mail to an address; waits for it up to `milliseconds`. @throws {Error} when none comes */
  mailTo(address: string, milliseconds?: number): Promise<ParsedMail>;
  stop(): Promise<void>;
}

/** A real SMTP server on a free loopback port. */
export async function startMailServer(): Promise<TestMailServer> {
  const mails: ParsedMail[] = [];
  let refusal: number | null = null;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        if (refusal !== null) return done(Object.assign(new Error('refused'), { responseCode: refusal }));
        mails.push(mail);
        done();
      }, done);
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const release = trackResource('mail server');
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    refuseWith: (code) => {
      refusal = code;
    },
    mailTo: (address, milliseconds = 10_000) => waitForMail(mails, address, milliseconds),
    stop: async () => {
      await new Promise<void>((resolve) => server.close(resolve));
      release();
    },
  };
}

async function waitForMail(mails: ParsedMail[], address: string, milliseconds: number): Promise<ParsedMail> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const mail = mails.find((candidate) => recipients(candidate).includes(address));
    if (mail) return mail;
    if (Date.now() > deadline) throw new Error(`no mail to ${address}; got ${mails.flatMap(recipients)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function recipients(mail: ParsedMail): string[] {
  return [mail.to ?? []].flat().flatMap((object) => object.value.map((entry) => entry.address ?? ''));
}
