import { auditedTicketsExport } from '../modules/audit/index.js';
import { customersExport, refusedRowsExport } from '../modules/customers/index.js';
import { registerExport } from '../modules/dispatch/index.js';
import type { ExportKind, ExportWriter } from '../modules/exports/index.js';

/** The writer of each kind of file; each lies with the data that it writes. */
export const exportWriters = {
  register: registerExport,
  customers: customersExport,
  refusedRows: refusedRowsExport,
  auditedTickets: auditedTicketsExport,
} satisfies { [Kind in ExportKind]: ExportWriter<never, Kind> };
