import type { Knex } from 'knex';
import { selectOptionalActor } from '../db/persons.js';
import type { Person } from '../rules/actor.js';

/** The person of a session with the groups held now; undefined when the account is gone or disabled. */
export function personForSession(db: Knex, personId: number): Promise<Person | undefined> {
  return selectOptionalActor(db, personId);
}
