import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { enterCustomer, enterRecord, factsOfRow, type WriteContext } from '../modules/customers/index.js';
import {
  hashPassword,
  hasPersons,
  insertDepartment,
  insertPerson,
  insertPersonPosition,
  insertPosition,
  selectOptionalPersonByLogin,
  tradingCompany,
  updateDepartment,
  updatePosition,
} from '../modules/people/index.js';
import { upsertSetting } from '../modules/settings/index.js';
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
        (await loadPosition(tx, { departmentId, name: position, groupIds: groups }));
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
    const clerk = await selectOptionalPersonByLogin(tx, 'clerk');
    const writing = { tx, actor: { id: clerk?.id ?? null, name: clerk?.name ?? '系统', groups: [] }, now };
    for (const customer of demoCustomers) await loadCustomer(writing, customer);
    await upsertSetting(tx, 'company', demoCompany, { updatedAt: now.toISOString(), updatedBy: null });
    return true;
  });
}

async function loadDepartments(tx: Knex): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const { name, parent } of demoDepartments) {
    const id = await insertDepartment(tx, name, parent === null ? null : (ids.get(parent) as number));
    const duties = tradingCompany.departments.find((one) => one.name === name)?.duties;
    if (duties) await updateDepartment(tx, id, { duties });
    ids.set(name, id);
  }
  return ids;
}

/** A position with the duty sheet that the template of a trading company has for it. */
async function loadPosition(tx: Knex, position: Parameters<typeof insertPosition>[1]): Promise<number> {
  const id = await insertPosition(tx, position);
  const sheets = tradingCompany.departments.flatMap(({ positions }) => positions);
  const sheet = sheets.find(({ name }) => name === position.name);
  if (!sheet) return id;
  const { headcount, duties, authority, requirements } = sheet;
  await updatePosition(tx, id, { headcount, duties, authority, requirements });
  return id;
}

const enteredBySystem = { source: 'system', ticketId: null } as const;

async function loadCustomer(writing: WriteContext, customer: DemoCustomer): Promise<void> {
  const day = (offset: number) =>
    DateTime.fromJSDate(writing.now).plus({ days: offset }).toISODate() as string;
  const customerId = await enterCustomer(writing, factsOfRow('customer', customer), enteredBySystem);
  const enter = (kind: Parameters<typeof enterRecord>[1], row: object) =>
    enterRecord(writing, kind, customerId, factsOfRow(kind, row), enteredBySystem);
  const siteIds = new Map<string, number>();
  for (const site of customer.sites ?? []) siteIds.set(site.name, await enter('site', site));
  for (const { site, ...contact } of customer.contacts ?? []) {
    await enter('contact', { ...contact, siteId: site && siteIds.get(site) });
  }
  for (const { boughtDaysAgo, warrantyDays, site, ...product } of customer.products) {
    await enter('product', {
      ...product,
      siteId: site && siteIds.get(site),
      purchasedOn: day(-boughtDaysAgo),
      warrantyUntil: warrantyDays === null ? null : day(warrantyDays - boughtDaysAgo),
    });
  }
  if (!customer.contract) return;
  const { startedDaysAgo, days, ...contract } = customer.contract;
  await enter('contract', {
    ...contract,
    startsOn: day(-startedDaysAgo),
    endsOn: day(days - startedDaysAgo),
  });
}
