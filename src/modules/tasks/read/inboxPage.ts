import type { Knex } from 'knex';
import type { Person } from '../../../platform/actor.js';
import { countFormDrafts } from '../../tickets/index.js';
import { type SavedFilterRow, selectSavedFilter, selectSavedFilters } from '../store/savedFilters.js';
import { countUnreadCopies } from './copiedTickets.js';

/** What stands around every list of the inbox. */
export async function selectInboxFrame(
  db: Knex,
  person: Person,
): Promise<{ copied: number; drafts: number; savedFilters: SavedFilterRow[] }> {
  return {
    copied: await countUnreadCopies(db, person),
    drafts: await countFormDrafts(db, person.id),
    savedFilters: await selectSavedFilters(db, person.id),
  };
}

/** @throws {NotFound} also when it is somebody else's */
export function selectOwnFilter(db: Knex, person: Person, id: number): Promise<SavedFilterRow> {
  return selectSavedFilter(db, person.id, id);
}
