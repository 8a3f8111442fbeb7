/** The driver ships no types; this is what is used without knex. */
declare module 'better-sqlite3' {
  export default class Database {
    constructor(file: string, options?: { timeout?: number });
    exec(sql: string): this;
    close(): this;
  }
}
