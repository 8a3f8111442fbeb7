import type { ExportKind } from '../db/exports.js';
import { auditedTicketsExport } from './auditedTickets.js';
import { customersExport } from './customers.js';
import type { ExportWriter } from './exportWriter.js';
import { refusedRowsExport } from './refusedRows.js';
import { registerExport } from './register.js';

/** The writer of each kind of file; each lies with the data that it writes. */
export const exportWriters = {
  register: registerExport,
  customers: customersExport,
  refusedRows: refusedRowsExport,
  auditedTickets: auditedTicketsExport,
} satisfies { [Kind in ExportKind]: ExportWriter<never, Kind> };
