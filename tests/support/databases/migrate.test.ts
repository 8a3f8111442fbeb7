import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../../src/platform/db/migrate.js';
import { createTestDatabase, type TestDatabase } from './database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterAll(() => database.destroy());

const names = () => database.db('knex_migrations').orderBy('name').pluck('name');

test('a database that ran a migration under its old name goes on with the new one, and runs nothing twice', async () => {
  const present = await names();
  const numbers = present.map((name: string) => name.slice(0, 3));
  expect(new Set(numbers).size).toBe(numbers.length);
  await database.db('knex_migrations').where({ name: '010_settings' }).update({ name: '009_settings' });
  await migrate(database.db);
  expect(await names()).toEqual(present);
});

test('migrating again changes nothing', async () => {
  const before = await database.db('knex_migrations').orderBy('id');
  await migrate(database.db);
  expect(await database.db('knex_migrations').orderBy('id')).toEqual(before);
});
