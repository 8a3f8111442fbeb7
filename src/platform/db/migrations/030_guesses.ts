import type { Knex } from 'knex';

/** Failed attempts to give a password, by what they have in common; all nodes count together. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('guesses', (table) => {
    table.string('key', 64).primary();
    table.integer('failures').notNullable();
    table.string('last_at', 24).notNullable().index();
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('guesses');
}
