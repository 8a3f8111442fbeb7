import type { Knex } from 'knex';
import type { SessionPerson } from '../../../platform/actor.js';
import { selectOptionalSessionPerson } from '../store/persons.js';

/** The person of a session with the groups held now; undefined when the account is gone or disabled. */
export function personForSession(db: Knex, personId: number): Promise<SessionPerson | undefined> {
  return selectOptionalSessionPerson(db, personId);
}
