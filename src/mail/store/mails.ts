import type { Knex } from 'knex';
import { NotFound } from '../../platform/errors.js';

/** queued -> sent (by SMTP) or stored (in the mail folder, when no SMTP server is configured). */
export type MailStatus = 'queued' | 'sent' | 'stored';

export interface MailRow {
  id: number;
  ticketId: number | null;
  personId: number | null;
  recipient: string;
  subject: string;
  body: string;
  status: MailStatus;
  createdAt: string;
  sentAt: string | null;
}

/** @throws {NotFound} */
export async function selectMail(db: Knex, id: number): Promise<MailRow> {
  const row = await db('mails').where({ id }).first();
  if (!row) throw new NotFound('邮件');
  return row;
}

/** Newest first; only older than `beforeId` when given. */
export async function selectMails(db: Knex, limit: number, beforeId?: number): Promise<MailRow[]> {
  const query = db('mails').orderBy('id', 'desc').limit(limit);
  return beforeId === undefined ? query : query.where('id', '<', beforeId);
}

export async function selectMailsOfTicket(db: Knex, ticketId: number): Promise<MailRow[]> {
  return db('mails').where({ ticketId }).orderBy('id');
}

export async function insertMail(db: Knex, mail: Omit<MailRow, 'id'>): Promise<number> {
  const [row] = await db('mails').insert(mail).returning('id');
  return row.id;
}

export async function updateMailStatus(
  db: Knex,
  id: number,
  status: MailStatus,
  sentAt: string,
): Promise<void> {
  await db('mails').where({ id }).update({ status, sentAt });
}
