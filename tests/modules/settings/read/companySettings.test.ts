import { afterAll, beforeAll, expect, test } from 'vitest';
import { selectCompanySettings } from '../../../../src/modules/settings/read/companySettings.js';
import { upsertSetting } from '../../../../src/modules/settings/store/settings.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterAll(() => database.destroy());

test('the head of the papers is empty until somebody sets it, and then what was set', async () => {
  const empty = { name: '', address: '', phone: '', logo: null };
  expect(await selectCompanySettings(database.db)).toEqual(empty);
  const stamp = { updatedAt: '2026-11-23T06:00:00.000Z', updatedBy: null };
  await upsertSetting(database.db, 'company', { name: '山东恒泰', phone: '0531-1' }, stamp);
  expect(await selectCompanySettings(database.db)).toEqual({ ...empty, name: '山东恒泰', phone: '0531-1' });
});
