import { permissions } from '../../../platform/permissions.js';
import type { Route } from '../../../platform/web/deps.js';
import * as customerExport from './customerExport.js';
import * as customerImports from './customerImports.js';
import * as customerMerge from './customerMerge.js';
import * as customerRecords from './customerRecords.js';
import * as customers from './customers.js';
import * as lookups from './lookups.js';

const { editFile, mergeFile, readFile, work } = permissions;

/** The addresses of customers and who may use each; the first match counts. */
export const customersRoutes: readonly Route[] = [
  ['get', '/customers', customers.index, readFile],
  ['post', '/customers', customerRecords.create, editFile],
  ['post', '/customers/search', lookups.searchCustomers, readFile],
  ['post', '/customers/filter', customers.filter, readFile],
  ['get', '/customers/new', customerRecords.add, editFile],
  ['post', '/customers/export', customerExport.exportFile, editFile],
  ['get', '/customers/template', customerExport.template, editFile],
  ['get', '/customers/imports', customerImports.index, editFile],
  ['post', '/customers/imports', customerImports.upload, editFile],
  ['get', '/customers/imports/:id', customerImports.show, editFile],
  ['post', '/customers/imports/:id/run', customerImports.run, editFile],
  ['post', '/customers/imports/:id/cancellation', customerImports.cancel, editFile],
  ['post', '/customers/imports/:id/refused', customerImports.refused, editFile],
  ['get', '/customers/:id', customers.show, readFile],
  ['post', '/customers/:id', customerRecords.update, editFile],
  ['get', '/customers/:id/edit', customerRecords.edit, editFile],
  ['get', '/customers/:id/history', customers.history, readFile],
  ['get', '/customers/:id/merge', customerMerge.choose, mergeFile],
  ['post', '/customers/:id/merge/search', customerMerge.search, mergeFile],
  ['get', '/customers/:id/merge/:otherId', customerMerge.compare, mergeFile],
  ['post', '/customers/:id/merge/:otherId', customerMerge.merge, mergeFile],
  ['get', '/customers/:id/:list/new', customerRecords.add, editFile],
  ['post', '/customers/:id/:list', customerRecords.create, editFile],
  ['get', '/customers/:id/:list/:recordId/edit', customerRecords.edit, editFile],
  ['post', '/customers/:id/:list/:recordId', customerRecords.update, editFile],
  ['post', '/customers/:id/:list/:recordId/removal', customerRecords.remove, editFile],
  ['post', '/products/search', lookups.searchProducts, work],
  ['post', '/service-category', lookups.proposeCategory, work],
];
