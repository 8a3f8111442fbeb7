import type { Knex } from 'knex';

/** What was viewed or exported. */
export type AccessAction =
  | 'view-ticket'
  | 'view-task'
  | 'view-file'
  | 'view-customer'
  | 'search'
  | 'export-search'
  | 'export-ticket'
  | 'export-file'
  | 'verify'
  | 'replay';

export interface AccessRow {
  id: number;
  at: string;
  personId: number;
  personName: string;
  action: AccessAction;
  ticketNumber: string | null;
  detail: string | null;
}

export async function insertAccess(db: Knex, access: Omit<AccessRow, 'id'>): Promise<void> {
  await db('access_log').insert(access);
}

/** Newest first; only older than `beforeId` when given. */
export async function selectAccesses(db: Knex, limit: number, beforeId?: number): Promise<AccessRow[]> {
  const query = db('access_log').orderBy('id', 'desc').limit(limit);
  return beforeId === undefined ? query : query.where('id', '<', beforeId);
}
