import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../support/databases/postgresServer.js';

/** Takes the measures on SQLite and then on PostgreSQL, which is durable as in production or not; `folder` is for files. */
export async function onBothDatabases<Row>(
  { durable }: { durable: boolean },
  measure: (database: string, databaseUrl: string, folder: string) => Promise<Row[]>,
): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'serviceflow-bench-'));
  const postgres = await startPostgres({ durable });
  try {
    return [
      ...(await measure('SQLite', `sqlite:${join(folder, 'bench.db')}`, folder)),
      ...(await measure('PostgreSQL', postgres.url('postgres'), folder)),
    ];
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
