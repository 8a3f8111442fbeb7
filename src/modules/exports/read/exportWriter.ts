import type { Writable } from 'node:stream';
import type { Knex } from 'knex';
import type { ExportKind } from '../model/exports.js';
import type { ExportRow } from '../store/exports.js';

/** What an export shall contain, who asked for it, and the number of its rows. */
export interface ExportOrder<Query> {
  query: Query;
  criteria: ExportRow['criteria'];
  requestedAt: string;
  personName: string;
  total: number;
}

export interface ExportTools {
  db: Knex;
  /** IANA name. */
  timeZone: string;
  /** Passes the rows through, reports their number, and throws when the export was cancelled. */
  countRows<Row>(portions: AsyncIterable<Row[]>): AsyncIterable<Row[]>;
}

/** Writes the files of one kind; `Query` selects their rows. */
export interface ExportWriter<Query, Kind extends ExportKind = ExportKind> {
  kind: Kind;
  /** The number of rows that the file will have. */
  count(db: Knex, query: Query): Promise<number>;
  /** Writes the whole file and ends the stream. */
  write(target: Writable, order: ExportOrder<Query>, tools: ExportTools): Promise<void>;
}

/** Turns each row of each batch into cells. */
export async function* mapRows<Row, Cells>(
  portions: AsyncIterable<Row[]>,
  cellsOf: (row: Row) => Cells,
): AsyncGenerator<Cells[]> {
  for await (const rows of portions) yield rows.map(cellsOf);
}
