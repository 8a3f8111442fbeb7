import { existsSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openResources } from '../run/resources.js';
import { createTestDatabase, type TestDatabase } from './database.js';

describe('a test database', () => {
  let first: TestDatabase;
  let second: TestDatabase;

  beforeAll(async () => {
    [first, second] = await Promise.all([createTestDatabase('empty'), createTestDatabase('empty')]);
  });
  afterAll(async () => {
    await first.destroy();
    await second.destroy();
  });

  test('is migrated, of the kind of the project, and apart from every other', async () => {
    expect(first.url).toMatch(inject('databaseSource').kind === 'sqlite' ? /^sqlite:/ : /^postgres:/);
    await first.db('groups').insert({ id: 'service-desk', name: '接单员' });
    expect(await first.db('groups').select('name')).toEqual([{ name: '接单员' }]);
    expect(await second.db('groups').select()).toEqual([]);
  });

  test('is gone after destroy', async () => {
    const third = await createTestDatabase('empty');
    expect(openResources()).toContain(`database ${third.url}`);
    await third.destroy();
    expect(openResources()).not.toContain(`database ${third.url}`);
    if (inject('databaseSource').kind === 'sqlite') {
      expect(existsSync(third.url.slice('sqlite:'.length))).toBe(false);
      return;
    }
    await expect(new pg.Client(third.url).connect()).rejects.toThrow(/does not exist/);
  });

  test('reports a connection that was left in use', async () => {
    const fourth = await createTestDatabase('empty');
    const transaction = await fourth.db.transaction();
    await transaction.raw('select 1');
    const destroyed = fourth.destroy();
    setTimeout(() => transaction.rollback().catch(() => undefined), 100);
    await expect(destroyed).rejects.toThrow('1 database connections were still in use');
  });
});
