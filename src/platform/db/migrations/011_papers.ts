import type { Knex } from 'knex';

/** Layouts of printed papers that process owners changed, version by version, and an index for hours by person and day (R10). */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('paper_layouts', (table) => {
    table.increments('id');
    table.string('key', 64).notNullable();
    table.integer('version').notNullable();
    table.text('layout').notNullable();
    table.string('note', 200).notNullable();
    table.string('saved_at', 24).notNullable();
    table.integer('saved_by').notNullable().references('persons.id');
    table.unique(['key', 'version']);
  });
  await db.schema.alterTable('form_submissions', (table) => table.index('submitted_at'));
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('form_submissions', (table) => table.dropIndex('submitted_at'));
  await db.schema.dropTable('paper_layouts');
}
