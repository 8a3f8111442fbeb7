import type { Knex } from 'knex';
import { customerSearchText, customerTerms, productTerms, searchTermsVersion } from '../model/searchTerms.js';
import { coreName } from '../model/similarNames.js';
import { contacts } from '../store/contacts.js';
import { selectCustomer, selectOutdatedCustomers, updateCustomerTerms } from '../store/customers.js';
import { products } from '../store/products.js';
import { deleteTermsOfCustomer, replaceTerms } from '../store/searchTerms.js';
import { maxRecords } from './customerRecords.js';

/** Creates the search terms of a customer and its contacts again. */
export async function indexCustomer(tx: Knex, customerId: number): Promise<void> {
  const customer = await selectCustomer(tx, customerId);
  const people = await contacts.selectOf(tx, customerId, maxRecords);
  await updateCustomerTerms(tx, customerId, {
    searchText: customerSearchText(customer),
    nameKey: coreName(customer.name),
    termsVersion: searchTermsVersion,
  });
  await replaceTerms(tx, { customerId, productId: 0 }, customerTerms(customer, people));
}

/** Creates the search terms of a product again. */
export async function indexProduct(tx: Knex, productId: number): Promise<void> {
  const product = await products.select(tx, productId);
  await replaceTerms(tx, { customerId: product.customerId, productId }, productTerms(product));
}

const batchSize = 100;

/** Creates the search terms of customers that have none or those of an older version; each batch is a transaction. */
export async function indexOutdatedCustomers(db: Knex): Promise<number> {
  for (let count = 0; ; ) {
    const batch = await selectOutdatedCustomers(db, searchTermsVersion, batchSize);
    if (batch.length === 0) return count;
    await db.transaction(async (tx) => {
      for (const { id, mergedInto } of batch) {
        if (mergedInto === null) await indexCustomerWithProducts(tx, id);
        else
          await updateCustomerTerms(tx, id, {
            searchText: '',
            nameKey: '',
            termsVersion: searchTermsVersion,
          });
      }
    });
    count += batch.length;
  }
}

async function indexCustomerWithProducts(tx: Knex, customerId: number): Promise<void> {
  await deleteTermsOfCustomer(tx, customerId);
  await indexCustomer(tx, customerId);
  const all = await products.selectOf(tx, customerId, Number.MAX_SAFE_INTEGER);
  for (const product of all) {
    await replaceTerms(tx, { customerId, productId: product.id }, productTerms(product));
  }
}
