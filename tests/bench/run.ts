import { join } from 'node:path';
import { buildOnce } from '../support/run/buildOnce.js';
import { benchCustomerSearch } from './customerSearch.js';
import { benchEngine } from './engine.js';
import { benchExports } from './exports.js';
import { benchFeel } from './feel.js';
import { benchHttp } from './http.js';
import { benchInbox } from './inbox.js';
import { benchOnEngine } from './onEngine.js';
import { benchStepFeel } from './stepFeel.js';
import { benchTrace } from './trace.js';

/** A line of a table; every row of a table has the same columns. */
type Row = Record<string, string | number>;

const benches: Record<string, () => Promise<readonly object[]> | readonly object[]> = {
  FEEL: benchFeel,
  "Engine's step before and after": benchStepFeel,
  Engine: benchEngine,
  'The same steps on the Engine of bpmn-engine': benchOnEngine,
  HTTP: benchHttp,
  Exports: benchExports,
  'Ticket of 5,000 events': benchTrace,
  'Customer search': benchCustomerSearch,
  'Inbox, p95 of 200': () => benchInbox(['sqlite', 'postgres']),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((title) => !(title in benches));
if (unknown.length > 0) {
  throw new Error(`There is no bench ${unknown.join(', ')}; there are: ${Object.keys(benches).join(' | ')}`);
}
const chosen = Object.entries(benches).filter(([title]) => wanted.length === 0 || wanted.includes(title));
await buildOnce(join(import.meta.dirname, '../..'));
for (const [title, bench] of chosen) print(title, await bench());

function print(title: string, rows: readonly object[]): void {
  const table = rows as readonly Row[];
  const columns = Object.keys(table[0] ?? {});
  const cells = table.map((row) => columns.map((column) => show(row[column])));
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...cells.map((row) => row[index]!.length)),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => text.padEnd(widths[index]!))
      .join('  ')
      .trimEnd();
  console.log(`\n${title}\n${line(columns)}\n${widths.map((width) => '-'.repeat(width)).join('  ')}`);
  for (const row of cells) console.log(line(row));
}

function show(value: string | number | undefined): string {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(2) : String(value ?? '');
}
