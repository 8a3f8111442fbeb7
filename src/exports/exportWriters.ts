import type { ExportKind } from '../db/exports.js';
import { auditedTicketsExport } from './auditedTickets.js';
import { customersExport } from './customers.js';
import type { ExportWriter } from './exportWriter.js';
import { refusedRowsExport } from './refusedRows.js';
import { registerExport } from './register.js';

/** The writer of each kind of file. */
export const exportWriters = {
  register: registerExport,
  customers: customersExport,
  refusedRows: refusedRowsExport,
  auditedTickets: auditedTicketsExport,
} satisfies Record<ExportKind, ExportWriter<never>>;

/** What a file of the kind is asked for by. */
export type ExportQuery<Kind extends ExportKind> =
  (typeof exportWriters)[Kind] extends ExportWriter<infer Query> ? Query : never;
