import type { Knex } from 'knex';

/** The SQL of every statement that the database is asked while `work` runs, names unquoted; begin and commit left out. */
export async function watchStatements(db: Knex, work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const note = ({ sql }: { sql: string }) => {
    if (!/^(begin|commit|rollback)/i.test(sql)) statements.push(sql.replaceAll(/["`]/g, ''));
  };
  db.on('query', note);
  try {
    await work();
  } finally {
    db.removeListener('query', note);
  }
  return statements;
}
