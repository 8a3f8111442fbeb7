import type { Handler } from '../../../platform/web/deps.js';
import { bodyText } from '../../../platform/web/parameters.js';
import { findCustomers, findProducts } from '../read/customerFile.js';
import { proposeFromCustomerFile } from '../steps/decideCategory.js';

/** POST /customers/search: known customers while typing; by POST, so that no name is in a URL or log. */
export const searchCustomers: Handler = async (web, req, res) => {
  res.json(await findCustomers(web.runtime.db, bodyText(req, 'q', 100)));
};

/** POST /products/search: products of the chosen customer. */
export const searchProducts: Handler = async (web, req, res) => {
  const customerId = bodyId(req.body, 'customerId');
  res.json(
    customerId === null ? [] : await findProducts(web.runtime.db, customerId, bodyText(req, 'q', 100)),
  );
};

/** POST /service-category: the proposal for this customer and product, with the reason (R1). */
export const proposeCategory: Handler = async (web, req, res) => {
  const ids = { customerId: bodyId(req.body, 'customerId'), productId: bodyId(req.body, 'productId') };
  const moment = { now: web.runtime.clock.now(), timeZone: web.config.timeZone };
  res.json(await proposeFromCustomerFile(web.runtime.db, ids, moment));
};

/** An id of a JSON body: a whole number, or the text of one as a script reads it from an input. */
function bodyId(body: unknown, name: string): number | null {
  const value = Number((body as Record<string, unknown> | undefined)?.[name]);
  return Number.isSafeInteger(value) && value > 0 && value < 2 ** 31 ? value : null;
}
