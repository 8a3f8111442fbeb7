import type { Knex } from 'knex';

/** What was asked of a database: the SQL of each statement, begin and commit left out. */
export interface Statements {
  all: string[];
  /** How many of them read the table as their first one. */
  readsOf(table: string): number;
}

/** Everything that the database is asked while `work` runs. */
export async function watchStatements(db: Knex, work: () => Promise<unknown>): Promise<Statements> {
  const all: string[] = [];
  const note = ({ sql }: { sql: string }) => {
    if (!/^(begin|commit|rollback)/i.test(sql)) all.push(sql.replaceAll(/["`]/g, ''));
  };
  db.on('query', note);
  try {
    await work();
  } finally {
    db.removeListener('query', note);
  }
  const readsOf = (table: string) =>
    all.filter((sql) => new RegExp(`^select .*? from ${table}\\b`, 's').test(sql)).length;
  return { all, readsOf };
}
