import type { Knex } from 'knex';
import { type ContactRow, contacts } from '../store/contacts.js';
import { type ContractRow, contracts } from '../store/contracts.js';
import { type ListedChange, selectCustomerChanges } from '../store/customerChanges.js';
import { type CustomerRow, selectCustomer, selectMergedIds } from '../store/customers.js';
import { type ProductRow, products } from '../store/products.js';
import { type SiteRow, sites } from '../store/sites.js';

export interface CustomerPage {
  customer: CustomerRow;
  sites: SiteRow[];
  contacts: ContactRow[];
  products: ProductRow[];
  contracts: ContractRow[];
  /** The latest entries of the edit history. */
  changes: ListedChange[];
  /** Whether there are more records than the page shows. */
  isCut: boolean;
}

const maxShown = 200;
const maxChanges = 5;
const historyPage = 50;

/** All records of a customer. @throws {NotFound} */
export async function selectCustomerPage(db: Knex, id: number): Promise<CustomerPage> {
  const customer = await selectCustomer(db, id);
  const lists = {
    sites: await sites.selectOf(db, id, maxShown + 1),
    contacts: await contacts.selectOf(db, id, maxShown + 1),
    products: await products.selectOf(db, id, maxShown + 1),
    contracts: await contracts.selectOf(db, id, maxShown + 1),
  };
  return {
    customer,
    sites: lists.sites.slice(0, maxShown),
    contacts: lists.contacts.slice(0, maxShown),
    products: lists.products.slice(0, maxShown),
    contracts: lists.contracts.slice(0, maxShown),
    changes: (await selectHistory(db, id, maxChanges)).changes,
    isCut: Object.values(lists).some((list) => list.length > maxShown),
  };
}

/** One page of a customer's edit history, with that of the customers merged into it, newest first. */
export async function selectHistory(
  db: Knex,
  id: number,
  limit = historyPage,
  before?: number,
): Promise<{ changes: ListedChange[]; next: number | null }> {
  const ids = [id, ...(await selectMergedIds(db, id))];
  const rows = await selectCustomerChanges(db, ids, { before, limit: limit + 1 });
  const changes = rows.slice(0, limit);
  return { changes, next: rows.length > limit ? (changes.at(-1)?.id ?? null) : null };
}
