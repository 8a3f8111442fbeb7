import type { Knex } from 'knex';

/** Diagrams and forms that process owners are working on, whose processes they are, who did what with them, and what a version says of itself. */
export async function up(db: Knex): Promise<void> {
  await createDrafts(db);
  await db.schema.createTable('process_draft_forms', (table) => {
    table.integer('draft_id').notNullable().references('process_drafts.id');
    table.string('form_key', 64).notNullable();
    table.text('schema').notNullable();
    table.integer('revision').notNullable().defaultTo(1);
    table.integer('updated_by').references('persons.id');
    table.string('updated_at', 24).notNullable();
    table.primary(['draft_id', 'form_key']);
  });
  await db.schema.createTable('process_draft_events', (table) => {
    table.increments('id');
    table.integer('draft_id').notNullable().references('process_drafts.id');
    table.string('at', 24).notNullable();
    table.integer('actor_id').references('persons.id');
    table.string('actor_name', 100).notNullable();
    table.string('action', 20).notNullable();
    table.text('note');
    table.index(['draft_id', 'id']);
  });
  await db.schema.createTable('process_owners', (table) => {
    table.string('process_key', 100).notNullable();
    table.integer('person_id').notNullable().references('persons.id');
    table.primary(['process_key', 'person_id']);
  });
  await db.schema.alterTable('process_definitions', (table) => {
    table.text('comment');
    table.integer('approved_by');
    table.integer('restored_from');
  });
}

async function createDrafts(db: Knex): Promise<void> {
  await db.schema.createTable('process_drafts', (table) => {
    table.increments('id');
    table.string('process_key', 100).notNullable();
    table.string('name', 200).notNullable();
    table.text('xml').notNullable();
    table.integer('base_definition_id').references('process_definitions.id');
    table.integer('revision').notNullable().defaultTo(1);
    table.string('status', 20).notNullable();
    table.string('source_hash', 64);
    table.integer('created_by').references('persons.id');
    table.string('created_at', 24).notNullable();
    table.integer('updated_by').references('persons.id');
    table.string('updated_at', 24).notNullable();
    table.integer('locked_by').references('persons.id');
    table.string('locked_until', 24);
    table.text('comment');
    table.integer('submitted_by').references('persons.id');
    table.string('submitted_at', 24);
    table.text('refusal');
    table.integer('published_definition_id').references('process_definitions.id');
    table.index(['status', 'process_key']);
    table.index(['process_key', 'source_hash']);
  });
}

export async function down(db: Knex): Promise<void> {
  // Knex would drop a table to drop its column on SQLite, which what refers to the table forbids.
  for (const column of ['restored_from', 'approved_by', 'comment'])
    await db.raw('alter table process_definitions drop column ??', [column]);
  for (const table of ['process_owners', 'process_draft_events', 'process_draft_forms', 'process_drafts'])
    await db.schema.dropTable(table);
}
