/** knex ships no types for its dialects. */
declare module 'knex/lib/dialects/better-sqlite3/index.js' {
  interface Runner {
    connection: unknown;
    run(): Promise<unknown>;
  }

  export default class SqliteClient {
    /** Of a transaction. */
    transacting?: boolean;
    runner(builder: unknown): Runner;
  }
}
