import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Knex } from 'knex';
import type { TableContent } from '../platform/db/copy/fillTables.js';
import { type RowValues, readTable } from '../platform/db/copy/readTable.js';
import type { Table } from '../platform/db/copy/tables.js';
import { hashing } from './files.js';
import { tableFile } from './layout.js';
import type { BackupFile, Manifest } from './manifest.js';

/** Writes a table as lines of JSON: first its columns, then each row as a list. */
export async function writeTable(
  tx: Knex.Transaction,
  table: Table,
  folder: string,
): Promise<{ file: BackupFile; rows: number }> {
  let rows = 0;
  async function* lines() {
    yield `${JSON.stringify(table.columns.map(({ name }) => name))}\n`;
    for await (const portion of readTable(tx, table)) {
      rows += portion.length;
      yield portion.map((row) => `${JSON.stringify(row)}\n`).join('');
    }
  }
  const path = tableFile(table.name);
  const { counting, result } = hashing();
  const file = createWriteStream(join(folder, path), { mode: 0o600, flush: true });
  await pipeline(Readable.from(lines()), createGzip({ level: 3 }), counting, file);
  return { file: { path, ...result() }, rows };
}

/** The tables of a backup that was checked. */
export async function* readTables(folder: string, manifest: Manifest): AsyncGenerator<TableContent> {
  for (const { name } of manifest.tables) {
    const lines = readLines(createReadStream(join(folder, tableFile(name))).compose(createGunzip()));
    const first = await lines.next();
    yield { name, columns: JSON.parse(first.value ?? '[]'), rows: rowsOf(lines) };
  }
}

const portion = 200;

async function* rowsOf(lines: AsyncGenerator<string>): AsyncGenerator<RowValues[]> {
  let rows: RowValues[] = [];
  for await (const line of lines) {
    rows.push(JSON.parse(line));
    if (rows.length < portion) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

/** Lines end with a line feed alone; Node's own reader would also break a text at U+2028. */
async function* readLines(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
