import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseForm } from '../../../../src/forms/schema/parseForm.js';
import { prefill } from '../../../../src/forms/view/prefill.js';
import { loadFormContext } from '../../../../src/modules/customers/steps/loadFormContext.js';
import { createDepartment, type Department } from '../../../support/company/department.js';
import { createTestDatabase, type TestDatabase } from '../../../support/databases/database.js';

const path = join(import.meta.dirname, '../../../../forms/fault-diagnosis.schema.json');
const form = parseForm(path, readFileSync(path, 'utf8'));

let database: TestDatabase;
let department: Department;

beforeAll(async () => {
  database = await createTestDatabase();
  department = await createDepartment(database.db);
});
afterAll(() => database.destroy());

async function filledIn(warrantyUntil: string | null, receivedAt?: string) {
  const product = await database.db('products').first();
  await database.db('products').where({ id: product.id }).update({ warrantyUntil });
  const moment = { now: department.clock.now(), timeZone: 'Asia/Shanghai' };
  const variables = { product: { id: product.id, name: product.name }, receivedAt };
  const actor = await department.person('repair');
  return prefill(form, await loadFormContext(database.db, [form], actor, moment, variables));
}

test('the diagnosis starts with what the customer file says of the warranty (R16)', async () => {
  expect(await filledIn('2027-01-01')).toMatchObject({
    inWarranty: true,
    warrantyReason: '客户档案：产品在免费保修期内（至 2027-01-01）',
  });
  expect(await filledIn('2026-11-22')).toMatchObject({
    inWarranty: false,
    warrantyReason: '客户档案：保修期已于 2026-11-22 届满',
  });
});

test('the day of the report counts, in the time zone of the department', async () => {
  expect(await filledIn('2026-11-22', '2026-11-22T15:59:00.000Z')).toMatchObject({ inWarranty: true });
  expect(await filledIn('2026-11-22', '2026-11-22T16:00:00.000Z')).toMatchObject({ inWarranty: false });
});

test('without a warranty on file the engineer decides', async () => {
  const values = await filledIn(null);
  expect(values).not.toHaveProperty('inWarranty');
  expect(values).not.toHaveProperty('warrantyReason');
});
