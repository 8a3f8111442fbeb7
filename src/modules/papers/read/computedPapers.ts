import type { Knex } from 'knex';
import { fromCents, sumOf } from '../../../forms/compute/amounts.js';
import { contracts, searchProducts, selectCustomer } from '../../customers/index.js';
import { selectDepartmentName, selectPerson } from '../../people/index.js';
import { selectCompanySettings } from '../../settings/index.js';
import { selectWorkedHours, type WorkedHours } from './workHours.js';

const maxProducts = 200;

/** Data of the 《技术员工作日报表》: a person's hours of one day by ticket and category (R10). */
export async function selectDailyReport(
  db: Knex,
  wanted: { personId: number; day: string; timeZone: string },
): Promise<Record<string, unknown>> {
  const { personId, day, timeZone } = wanted;
  const person = await selectPerson(db, personId);
  const work = await selectWorkedHours(db, { from: day, until: day, timeZone, personId });
  return {
    engineer: person.name,
    department: await selectDepartmentName(db, person.departmentId),
    day,
    work: work.map(({ number, customer, task, content, category, hours }) => ({
      number,
      customer,
      task,
      content: content || task,
      category: category ?? '',
      hours,
    })),
    ...hoursByCategory(work),
  };
}

/** Data of the 《售后服务报修记录表》: hours by person and category, and the work they are made of (R10). */
export async function selectServiceSummary(
  db: Knex,
  period: { from: string; until: string; timeZone: string },
): Promise<Record<string, unknown>> {
  const work = await selectWorkedHours(db, period);
  const names = [...new Set(work.map(({ personId }) => personId))];
  const people = names.map((id) => {
    const own = work.filter(({ personId }) => personId === id);
    const tickets = new Set(own.map(({ number }) => number)).size;
    return { engineer: own[0]?.engineer, tickets, ...hoursByCategory(own) };
  });
  return {
    from: period.from,
    until: period.until,
    people: people.sort((a, b) => b.hoursTotal - a.hoursTotal),
    tickets: work.map((entry) => ({ ...entry, category: entry.category ?? '' })),
    ...hoursByCategory(work),
  };
}

function hoursByCategory(work: readonly WorkedHours[]) {
  const sum = (wanted: (entry: WorkedHours) => boolean) =>
    sumOf(work.filter(wanted).map(({ hours }) => hours));
  const of = (category: WorkedHours['category']) => sum((entry) => entry.category === category);
  return {
    hoursA: of('A'),
    hoursB: of('B'),
    hoursC: of('C'),
    hoursD: of('D'),
    hoursNone: of(null),
    hoursTotal: sum(() => true),
  };
}

/** Data of the 《保养到期通知书》 for a maintenance contract (R11). @throws {NotFound} */
export async function selectRenewalNotice(
  db: Knex,
  contractId: number,
  today: string,
): Promise<Record<string, unknown>> {
  const contract = await contracts.select(db, contractId);
  const customer = await selectCustomer(db, contract.customerId);
  const company = await selectCompanySettings(db);
  const products = await searchProducts(db, customer.id, '', maxProducts);
  return {
    customer: customer.name,
    address: customer.address ?? '',
    contact: customer.contact ?? '',
    phone: customer.phone ?? '',
    contractNumber: contract.number,
    scope: contract.scope,
    startsOn: contract.startsOn,
    endsOn: contract.endsOn,
    price: contract.priceCents === null ? undefined : fromCents(contract.priceCents),
    company: company.name,
    companyPhone: company.phone,
    noticeOn: today,
    products: products.map(({ name, model, serialNumber }) => ({ name, model, serialNumber })),
  };
}
