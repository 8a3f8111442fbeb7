import { type FileRow, fileTable } from './fileTable.js';

/** A place of a customer where products stand. */
export interface SiteRow extends FileRow {
  name: string;
  address: string | null;
  note: string | null;
}

export const sites = fileTable<SiteRow>('sites', '地点');
