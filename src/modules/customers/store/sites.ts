import { type RecordRow, recordTable } from './recordTable.js';

/** A location of a customer. */
export interface SiteRow extends RecordRow {
  name: string;
  address: string | null;
  note: string | null;
}

export const sites = recordTable<SiteRow>('sites', '地点');
