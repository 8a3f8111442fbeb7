import { parentPort, workerData } from 'node:worker_threads';
import { InvalidUpload } from '../errors.js';
import { type ReadSheet, readSheets } from './readSheets.js';

/** A message of the worker: a batch of rows, or why the workbook is refused. */
export type WorkbookMessage = { sheet: string; rows: ReadSheet['rows'] } | { refused: string };

/** Rows per message; the main thread is blocked while it receives one. */
const rowsPerMessage = 500;

const post = (message: WorkbookMessage) => parentPort?.postMessage(message);

try {
  for (const { name, rows } of await readSheets(Buffer.from(workerData))) {
    post({ sheet: name, rows: rows.slice(0, rowsPerMessage) });
    for (let at = rowsPerMessage; at < rows.length; at += rowsPerMessage)
      post({ sheet: name, rows: rows.slice(at, at + rowsPerMessage) });
  }
} catch (error) {
  if (!(error instanceof InvalidUpload)) throw error;
  post({ refused: error.message });
}
