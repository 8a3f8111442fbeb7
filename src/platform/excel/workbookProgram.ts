import { parentPort, workerData } from 'node:worker_threads';
import { InvalidUpload } from '../errors.js';
import { type ReadSheet, readSheets } from './readSheets.js';

/** A message of the worker: a batch of rows, or why the workbook is refused. */
export type WorkbookMessage = { sheet: string; rows: ReadSheet['rows'] } | { refused: string };

/** Rows per message; the main thread is blocked while it receives one. */
const portion = 500;

const post = (message: WorkbookMessage) => parentPort?.postMessage(message);

try {
  for (const { name, rows } of await readSheets(Buffer.from(workerData))) {
    post({ sheet: name, rows: rows.slice(0, portion) });
    for (let at = portion; at < rows.length; at += portion)
      post({ sheet: name, rows: rows.slice(at, at + portion) });
  }
} catch (error) {
  if (!(error instanceof InvalidUpload)) throw error;
  post({ refused: error.message });
}
