import type { Knex } from 'knex';

/** Settings of the department, one JSON value a row. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('settings', (table) => {
    table.string('key', 64).primary();
    table.text('value').notNullable();
    table.string('updated_at', 24).notNullable();
    table.integer('updated_by').references('persons.id');
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('settings');
}
