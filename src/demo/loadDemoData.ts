import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { hashPassword } from '../commands/logIn.js';
import { customerSearchText } from '../commands/resolveCustomer.js';
import { insertContract } from '../db/contracts.js';
import { insertCustomer } from '../db/customers.js';
import { insertDepartment, insertPersonPosition, insertPosition } from '../db/directory.js';
import { hasPersons, insertPerson } from '../db/persons.js';
import { insertProduct } from '../db/products.js';
import { upsertSetting } from '../db/settings.js';
import { type DemoCustomer, demoCustomers } from './customers.js';
import { demoCompany, demoDepartments, demoPassword, demoPeople } from './people.js';

/** Fills a database without persons with the demo company, in one transaction; returns false when there is somebody already. */
export async function loadDemoData(db: Knex, now: Date): Promise<boolean> {
  if (await hasPersons(db)) return false;
  const passwordHash = await hashPassword(demoPassword);
  return db.transaction(async (tx) => {
    if (await hasPersons(tx)) return false;
    const departments = await loadDepartments(tx);
    const positions = new Map<string, number>();
    for (const person of demoPeople) {
      const departmentId = departments.get(person.department) as number;
      const { position, groups } = person;
      const positionId =
        positions.get(position) ??
        (await insertPosition(tx, { departmentId, name: position, groupIds: groups }));
      positions.set(position, positionId);
      const personId = await insertPerson(tx, {
        login: person.login,
        name: person.name,
        email: `${person.login}@example.com`,
        phone: null,
        departmentId,
        passwordHash,
        active: true,
        createdAt: now.toISOString(),
      });
      await insertPersonPosition(tx, personId, positionId);
    }
    for (const customer of demoCustomers) await loadCustomer(tx, customer, now);
    await upsertSetting(tx, 'company', demoCompany, { updatedAt: now.toISOString(), updatedBy: null });
    return true;
  });
}

async function loadDepartments(tx: Knex): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const { name, parent } of demoDepartments) {
    ids.set(name, await insertDepartment(tx, name, parent === null ? null : (ids.get(parent) as number)));
  }
  return ids;
}

async function loadCustomer(tx: Knex, customer: DemoCustomer, now: Date): Promise<void> {
  const { name, address, phone, contact } = customer;
  const createdAt = now.toISOString();
  const day = (offset: number) => DateTime.fromJSDate(now).plus({ days: offset }).toISODate() as string;
  const customerId = await insertCustomer(tx, {
    name,
    searchText: customerSearchText({ name, phone, contact }),
    address,
    phone,
    contact,
    createdAt,
  });
  for (const { boughtDaysAgo, warrantyDays, ...product } of customer.products) {
    await insertProduct(tx, {
      ...product,
      customerId,
      purchasedOn: day(-boughtDaysAgo),
      warrantyUntil: warrantyDays === null ? null : day(warrantyDays - boughtDaysAgo),
      createdAt,
    });
  }
  if (!customer.contract) return;
  const { startedDaysAgo, days, ...contract } = customer.contract;
  await insertContract(tx, {
    ...contract,
    customerId,
    startsOn: day(-startedDaysAgo),
    endsOn: day(days - startedDaysAgo),
  });
}
