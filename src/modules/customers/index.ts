/** What other modules may use of customers. */

export { importCustomersJob } from './jobs/importCustomers.js';
export { categories, categoryText, type ServiceCategory } from './model/serviceCategory.js';
export { customerCondition, type RowFilter } from './read/customerCondition.js';
export { customersExport } from './read/customersExport.js';
export { refusedRowsExport } from './read/refusedRowsExport.js';
export { type CustomerRecord, factsOfRow } from './steps/customerRecords.js';
export { decideCategory, proposeFromCustomerFile } from './steps/decideCategory.js';
export { indexOutdatedCustomers } from './steps/indexCustomer.js';
export { loadFormContext } from './steps/loadFormContext.js';
export { resolveCustomer } from './steps/resolveCustomer.js';
export { changeRecord, enterCustomer, enterRecord, type WriteContext } from './steps/writeRecord.js';
export { contracts, selectContractsEnding } from './store/contracts.js';
export { assignChangesToTicket } from './store/customerChanges.js';
export { selectCurrentCustomer, selectCustomer } from './store/customers.js';
export { searchProducts, selectOptionalProductBySerial, selectSameProductIds } from './store/products.js';

export { dataOf, type FormRedisplay, redisplayOf } from './web/formRedisplay.js';
export { customersRoutes } from './web/routes.js';
