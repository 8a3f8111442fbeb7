import type { Writable } from 'node:stream';
import type { Knex } from 'knex';
import type { ExportKind } from '../model/exports.js';
import type { ExportRow } from '../store/exports.js';

/** What is asked for, by whom, and how many rows it has. */
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
  /** Counts the rows that go through, and throws when the work is to stop. */
  counted<Row>(portions: AsyncIterable<Row[]>): AsyncIterable<Row[]>;
}

/** How the file of one kind is made; `Query` says what is to be in it. */
export interface ExportWriter<Query, Kind extends ExportKind = ExportKind> {
  kind: Kind;
  /** How many rows it will have. */
  count(db: Knex, query: Query): Promise<number>;
  /** Writes all of the file and ends the stream. */
  write(target: Writable, order: ExportOrder<Query>, tools: ExportTools): Promise<void>;
}

/** Each row of each portion made into cells. */
export async function* mapped<Row, Cells>(
  portions: AsyncIterable<Row[]>,
  cellsOf: (row: Row) => Cells,
): AsyncGenerator<Cells[]> {
  for await (const rows of portions) yield rows.map(cellsOf);
}
