import type { Knex } from 'knex';
import { NotFound } from '../errors.js';

/** An uploaded file; its content lies in the attachment folder under its SHA-256. */
export interface AttachmentRow {
  id: number;
  /** Null until the form that carries it is submitted. */
  ticketId: number | null;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
  uploadedBy: number;
  uploadedAt: string;
}

/** What a form keeps of an upload. */
export type StoredFile = Pick<AttachmentRow, 'id' | 'name' | 'size' | 'sha256'>;

/** @throws {NotFound} */
export async function selectAttachment(db: Knex, id: number): Promise<AttachmentRow> {
  const row = await db('attachments').where({ id }).first();
  if (!row) throw new NotFound('附件');
  return row;
}

export async function selectAttachments(db: Knex, ids: number[]): Promise<AttachmentRow[]> {
  return ids.length === 0 ? [] : db('attachments').whereIn('id', ids);
}

export async function selectAttachmentsOfTicket(db: Knex, ticketId: number): Promise<AttachmentRow[]> {
  return db('attachments').where({ ticketId }).orderBy('id');
}

export async function insertAttachment(db: Knex, attachment: Omit<AttachmentRow, 'id'>): Promise<number> {
  const [row] = await db('attachments').insert(attachment).returning('id');
  return row.id;
}

/** Ties uploads to the ticket whose form carried them. */
export async function assignAttachments(db: Knex, ids: number[], ticketId: number): Promise<void> {
  if (ids.length > 0) await db('attachments').whereIn('id', ids).update({ ticketId });
}

/** Uploads from before that belong to no ticket. */
export async function selectUnsubmitted(db: Knex, before: Date): Promise<AttachmentRow[]> {
  return db('attachments').whereNull('ticketId').where('uploadedAt', '<', before.toISOString()).orderBy('id');
}

const portion = 500;

export async function deleteAttachments(db: Knex, ids: readonly number[]): Promise<void> {
  for (let at = 0; at < ids.length; at += portion)
    await db('attachments')
      .whereIn('id', ids.slice(at, at + portion))
      .whereNull('ticketId')
      .delete();
}

/** Of these contents (SHA-256) those that an upload has. */
export async function contentsInUse(db: Knex, contents: readonly string[]): Promise<string[]> {
  const used: string[] = [];
  for (let at = 0; at < contents.length; at += portion)
    used.push(
      ...(await db('attachments')
        .whereIn('sha256', contents.slice(at, at + portion))
        .distinct()
        .pluck('sha256')),
    );
  return used;
}
