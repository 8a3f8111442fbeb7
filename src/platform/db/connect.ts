import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import { PatientSqlite } from './patientSqlite.js';

/**
 * Opens the database: `sqlite:<file>` or `postgres://…`.
 * SQLite gets one connection, so its transactions run one after the other and a query inside a transaction
 * must use that transaction; PostgreSQL gets a pool.
 * @param schema where tables are looked for and made on PostgreSQL, instead of the user's own
 * @throws {Error} for any other scheme; with a Node.js that the SQLite driver can't be loaded into
 */
export function connect(databaseUrl: string, schema?: string): Knex {
  refuseOldNode(process.versions.node);
  const file = sqliteFile(databaseUrl);
  if (file !== null) return connectSqlite(file);
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) return connectPostgres(databaseUrl, schema);
  throw new Error('DATABASE_URL must start with "sqlite:" or "postgres://"');
}

/**
 * Under an older Node.js the SQLite driver ends the process without a word.
 * @throws {Error}
 */
export function refuseOldNode(version: string): void {
  if (Number.parseInt(version, 10) >= oldestNode) return;
  throw new Error(`ServiceFlow needs Node.js ${oldestNode} or newer; this is ${version}`);
}

const oldestNode = 22;

/** The file of an SQLite database; null for any other. */
export function sqliteFile(databaseUrl: string): string | null {
  return databaseUrl.startsWith('sqlite:') ? databaseUrl.slice('sqlite:'.length) : null;
}

function connectSqlite(filename: string): Knex {
  mkdirSync(dirname(filename), { recursive: true });
  return knex({
    ...commonOptions,
    client: PatientSqlite as unknown as typeof Knex.Client,
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate(connection: { pragma(text: string): void }, done: (error: Error | null) => void) {
        connection.pragma('journal_mode = WAL');
        connection.pragma('synchronous = FULL');
        connection.pragma('foreign_keys = ON');
        // 64 MB instead of 2: the index of the customer search alone is larger than that.
        connection.pragma('cache_size = -65536');
        // 2 GB, the most there is: pages that the cache doesn't hold are read where they lie instead of by a call each.
        connection.pragma('mmap_size = 2147418112');
        // It would wait in the middle of the event loop; `untilUnlocked` waits beside it.
        connection.pragma('busy_timeout = 0');
        done(null);
      },
    },
  });
}

function connectPostgres(connectionString: string, schema?: string): Knex {
  const bigint = 20;
  pg.types.setTypeParser(bigint, Number);
  return knex({
    ...commonOptions,
    client: 'pg',
    connection: { connectionString },
    pool: { min: 0, max: 10 },
    ...(schema ? { searchPath: [schema] } : {}),
  });
}

const commonOptions = {
  /** Errors name the statement, never the values: these are customer data and end up in logs. */
  compileSqlOnError: false,
  /** Columns are snake_case in SQL and camelCase in TypeScript. */
  wrapIdentifier: (name: string | undefined, wrap: (name: string) => string) =>
    // knex asks for the name of an unnamed SQLite key too.
    name === undefined ? (name as unknown as string) : wrap(toSnakeCase(name)),
  postProcessResponse: (result: unknown) =>
    Array.isArray(result) ? result.map(toCamelKeys) : toCamelKeys(result),
};

function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function toCamelKeys(row: unknown): unknown {
  if (row === null || typeof row !== 'object' || Object.getPrototypeOf(row) !== Object.prototype) return row;
  // A loop takes half the time of Object.fromEntries, which counts with the 5,000 events of a long ticket.
  const renamed: Record<string, unknown> = {};
  for (const key of Object.keys(row)) renamed[toCamelCase(key)] = (row as Record<string, unknown>)[key];
  return renamed;
}

const camelNames = new Map<string, string>();

/** The name in TypeScript of a column. */
export function toCamelCase(name: string): string {
  let camel = camelNames.get(name);
  if (camel === undefined) {
    camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    camelNames.set(name, camel);
  }
  return camel;
}

/** True where row locks exist; SQLite needs none, its one connection is the lock. */
export function hasRowLocks(db: Knex): boolean {
  return db.client.config.client === 'pg';
}
