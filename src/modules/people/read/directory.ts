import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import type { Directory } from '../model/directory.js';
import { undoChanges } from '../model/directoryChanges.js';
import {
  type DirectoryChangeRow,
  selectDirectoryChanges,
  selectDirectoryChangesSince,
} from '../store/directoryChanges.js';
import { selectDirectory } from '../store/directorySnapshot.js';
import { selectPublishedOrganizations } from '../store/organization.js';

export { selectDirectoryImport } from '../store/directoryImports.js';
export { selectDirectory } from '../store/directorySnapshot.js';

/** The directory at the end of a day (YYYY-MM-DD): the present one with all later changes undone. */
export async function selectDirectoryOn(db: Knex, day: string, timeZone: string): Promise<Directory> {
  const end = DateTime.fromISO(day, { zone: timeZone }).plus({ days: 1 }).toUTC().toISO() as string;
  const present = await selectDirectory(db);
  return undoChanges(present, await selectDirectoryChangesSince(db, end));
}

/** The first day with a directory; null while it is empty. */
export async function selectFirstDirectoryDay(db: Knex, timeZone: string): Promise<string | null> {
  const row = await db('persons').min({ at: 'createdAt' }).first();
  return row?.at ? DateTime.fromISO(row.at, { zone: timeZone }).toISODate() : null;
}

export interface DirectoryHistory {
  changes: DirectoryChangeRow[];
  /** The `below` of the next page; null on the last one. */
  next: number | null;
}

/** A page of the history, the newest first. */
export async function selectDirectoryHistory(
  db: Knex,
  filter: { kind?: string; subjectId?: number; below?: number },
  pageSize = 50,
): Promise<DirectoryHistory> {
  const found = await selectDirectoryChanges(db, { ...filter, limit: pageSize + 1 });
  const changes = found.slice(0, pageSize);
  return { changes, next: found.length > pageSize ? (changes.at(-1)?.id ?? null) : null };
}

/** Published organisations with the tickets that approved them, the newest first. */
export function selectOrganizationVersions(db: Knex) {
  return selectPublishedOrganizations(db);
}
