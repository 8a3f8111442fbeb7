import type { Knex } from 'knex';
import { type RecordRow, recordTable } from './recordTable.js';

/** A person to talk to at a customer. */
export interface ContactRow extends RecordRow {
  siteId: number | null;
  name: string;
  duty: string | null;
  phone: string | null;
  email: string | null;
  note: string | null;
}

export const contacts = recordTable<ContactRow>('contacts', '联系人');

/** Removes a deleted site from its contacts. */
export async function removeSiteFromContacts(db: Knex, siteId: number): Promise<void> {
  await db('contacts').where({ siteId }).update({ siteId: null });
}

/** Contacts of many customers at once. */
export async function selectContactsOfAll(db: Knex, customerIds: number[]): Promise<ContactRow[]> {
  return customerIds.length === 0 ? [] : db('contacts').whereIn('customerId', customerIds).orderBy('id');
}
