import { z } from 'zod';
import { receives } from '../../../platform/web/receives.js';
import { findCustomers, findProducts } from '../read/customerFile.js';
import { proposeFromCustomerFile } from '../steps/decideCategory.js';

/** An id from a script: an integer, its text as an input has it, or nothing chosen. */
const scriptId = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{0,10}$/)
      .transform(Number),
  ])
  .nullish()
  .transform((id) => id || null)
  .pipe(z.int().positive().max(2_147_483_647).nullable());
const searchBody = z.strictObject({ q: z.string().max(100).default(''), customerId: scriptId });
const categoryBody = z.strictObject({ customerId: scriptId, productId: scriptId });

/** POST /customers/search: customers that match while somebody types; by POST, so that no name is in a URL or log. */
export const searchCustomers = receives(searchBody, async (web, _req, res, { q }) => {
  res.json(await findCustomers(web.runtime.db, q));
});

/** POST /products/search: products of the chosen customer. */
export const searchProducts = receives(searchBody, async (web, _req, res, { q, customerId }) => {
  res.json(customerId === null ? [] : await findProducts(web.runtime.db, customerId, q));
});

/** POST /service-category: the proposal for this customer and product, with the reason (R1). */
export const proposeCategory = receives(categoryBody, async (web, _req, res, ids) => {
  const moment = { now: web.runtime.clock.now(), timeZone: web.config.timeZone };
  res.json(await proposeFromCustomerFile(web.runtime.db, ids, moment));
});
