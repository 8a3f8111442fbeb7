import type { Knex } from 'knex';

/** Immutable versions of diagrams and forms; a process definition pins the form versions it was deployed with. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('form_definitions', (table) => {
    table.increments('id');
    table.string('key', 100).notNullable();
    table.integer('version').notNullable();
    table.string('title', 200).notNullable();
    table.text('schema').notNullable();
    table.string('content_hash', 64).notNullable();
    table.string('deployed_at', 24).notNullable();
    table.unique(['key', 'version']);
  });
  await db.schema.createTable('process_definitions', (table) => {
    table.increments('id');
    table.string('key', 100).notNullable();
    table.integer('version').notNullable();
    table.string('name', 200).notNullable();
    table.text('xml').notNullable();
    table.text('source').notNullable();
    table.text('elements').notNullable();
    table.string('start_form_key', 100);
    table.string('content_hash', 64).notNullable();
    table.string('deployed_at', 24).notNullable();
    table.integer('deployed_by').references('persons.id');
    table.unique(['key', 'version']);
  });
  await db.schema.createTable('definition_forms', (table) => {
    table.integer('definition_id').notNullable().references('process_definitions.id');
    table.string('form_key', 100).notNullable();
    table.integer('form_id').notNullable().references('form_definitions.id');
    table.primary(['definition_id', 'form_key']);
  });
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['definition_forms', 'process_definitions', 'form_definitions']) {
    await db.schema.dropTable(table);
  }
}
