import { type RecordRow, recordTable } from './recordTable.js';

/** A place of a customer where products stand. */
export interface SiteRow extends RecordRow {
  name: string;
  address: string | null;
  note: string | null;
}

export const sites = recordTable<SiteRow>('sites', '地点');
