import type { Knex } from 'knex';

/** The column with the criteria of an export, label by label, gets a name that says so. */
export async function up(db: Knex): Promise<void> {
  await db.raw('alter table exports rename column told to criteria');
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table exports rename column criteria to told');
}
