import argon2 from 'argon2';
import type { Knex } from 'knex';
import { type PersonRow, selectOptionalPersonByLogin } from '../store/persons.js';

/** Parameters of OWASP's password storage recommendation for argon2id (19 MiB, 2 passes, 1 lane). */
const hashOptions = { type: argon2.argon2id, memoryCost: 19456, timeCost: 2, parallelism: 1 } as const;

/** The argon2id hash of a password, with its salt. */
export function hashPassword(password: string): Promise<string> {
  return argon2.hash(password, hashOptions);
}

const dummyHash = hashPassword('a password that no person has');

/**
 * The active person with this log-in and password; null when there is none. An unknown log-in costs the same time as a wrong
 * password.
 */
export async function logIn(
  db: Knex,
  credentials: { login: string; password: string },
): Promise<PersonRow | null> {
  const person = await selectOptionalPersonByLogin(db, credentials.login.trim().toLowerCase());
  const matches = await argon2.verify(person?.passwordHash ?? (await dummyHash), credentials.password);
  return person && matches ? person : null;
}
