import { proposeFromCustomerFile, selectOptionalProductBySerial } from '../../modules/customers/index.js';
import type { ScenarioSite } from '../sites/site.js';
import type { CustomerFileExpectation } from '../types.js';
import { mismatches } from './matches.js';

/** What is not as expected in the customer file (R17), and in the category it would propose for the next request (R1). */
export async function checkCustomerFile(
  { runtime }: ScenarioSite,
  expected: CustomerFileExpectation,
): Promise<string[]> {
  const { db, clock, settings } = runtime;
  const customers = await db('customers').where({ name: expected.customer }).select('id');
  if (customers.length !== 1)
    return [`客户档案中「${expected.customer}」应有 1 户，实有 ${customers.length} 户`];
  const customerId: number = customers[0].id;
  const problems: string[] = [];
  for (const [serialNumber, { entry, nextCategory }] of Object.entries(expected.products)) {
    const product = await selectOptionalProductBySerial(db, customerId, serialNumber);
    if (!product) {
      problems.push(`客户档案中没有序列号 ${serialNumber} 的产品`);
      continue;
    }
    problems.push(...mismatches(`产品 ${serialNumber}`, entry ?? {}, product));
    if (!nextCategory) continue;
    const ids = { customerId, productId: product.id };
    const moment = { now: clock.now(), timeZone: settings.timeZone };
    const { category } = await proposeFromCustomerFile(db, ids, moment);
    if (category !== nextCategory)
      problems.push(`产品 ${serialNumber} 下次报修应建议类别 ${nextCategory}，实为 ${category}`);
  }
  return problems;
}
