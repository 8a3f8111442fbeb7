import type { Knex } from 'knex';
import { type MailRow, selectMail, selectMails } from '../store/mails.js';

const pageSize = 50;

/** One page of all mails, newest first; `next` is the `before` of the following page. */
export async function selectMailPage(
  db: Knex,
  before: number | undefined,
): Promise<{ mails: MailRow[]; next: number | null }> {
  const rows = await selectMails(db, pageSize + 1, before);
  const mails = rows.slice(0, pageSize);
  return { mails, next: rows.length > pageSize ? (mails.at(-1)?.id ?? null) : null };
}

/** @throws {NotFound} */
export async function selectMailMessage(
  db: Knex,
  id: number,
): Promise<{ mail: MailRow; ticketNumber: string | null }> {
  const mail = await selectMail(db, id);
  const ticket =
    mail.ticketId === null ? undefined : await db('tickets').where({ id: mail.ticketId }).first('number');
  return { mail, ticketNumber: ticket?.number ?? null };
}
