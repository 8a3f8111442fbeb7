import { permissions } from '../../../platform/permissions.js';
import type { Route } from '../../../platform/web/deps.js';
import * as customerExport from './customerExport.js';
import * as customerImports from './customerImports.js';
import * as customerMerge from './customerMerge.js';
import * as customerRecords from './customerRecords.js';
import * as customers from './customers.js';
import * as lookups from './lookups.js';

const { editCustomerFile, mergeCustomers, readCustomerFile, work } = permissions;

/** The addresses of customers and who may use each; the first match counts. */
export const customersRoutes: readonly Route[] = [
  ['get', '/customers', customers.index, readCustomerFile],
  ['post', '/customers', customerRecords.create, editCustomerFile],
  ['post', '/customers/search', lookups.searchCustomers, readCustomerFile],
  ['post', '/customers/filter', customers.filter, readCustomerFile],
  ['get', '/customers/new', customerRecords.add, editCustomerFile],
  ['post', '/customers/export', customerExport.exportFile, editCustomerFile, 'confirmed'],
  ['get', '/customers/template', customerExport.template, editCustomerFile],
  ['get', '/customers/imports', customerImports.index, editCustomerFile],
  ['post', '/customers/imports', customerImports.upload, editCustomerFile],
  ['get', '/customers/imports/:id', customerImports.show, editCustomerFile],
  ['post', '/customers/imports/:id/run', customerImports.run, editCustomerFile],
  ['post', '/customers/imports/:id/cancellation', customerImports.cancel, editCustomerFile],
  ['post', '/customers/imports/:id/refused', customerImports.refused, editCustomerFile],
  ['get', '/customers/:id', customers.show, readCustomerFile],
  ['post', '/customers/:id', customerRecords.update, editCustomerFile],
  ['get', '/customers/:id/edit', customerRecords.edit, editCustomerFile],
  ['get', '/customers/:id/history', customers.history, readCustomerFile],
  ['get', '/customers/:id/merge', customerMerge.choose, mergeCustomers],
  ['post', '/customers/:id/merge/search', customerMerge.search, mergeCustomers],
  ['get', '/customers/:id/merge/:otherId', customerMerge.compare, mergeCustomers],
  ['post', '/customers/:id/merge/:otherId', customerMerge.merge, mergeCustomers],
  ['get', '/customers/:id/:list/new', customerRecords.add, editCustomerFile],
  ['post', '/customers/:id/:list', customerRecords.create, editCustomerFile],
  ['get', '/customers/:id/:list/:recordId/edit', customerRecords.edit, editCustomerFile],
  ['post', '/customers/:id/:list/:recordId', customerRecords.update, editCustomerFile],
  ['post', '/customers/:id/:list/:recordId/removal', customerRecords.remove, editCustomerFile],
  ['post', '/products/search', lookups.searchProducts, work],
  ['post', '/service-category', lookups.proposeCategory, work],
];
