import type { Knex } from 'knex';

/** What a duty sheet says, revisions against overwriting, passwords to be changed, who changed what of the directory, and uploads not yet confirmed. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('departments', (table) => table.integer('revision').notNullable().defaultTo(1));
  await db.schema.alterTable('positions', (table) => {
    table.integer('revision').notNullable().defaultTo(1);
    table.text('authority');
    table.text('requirements');
  });
  await db.schema.alterTable('persons', (table) => {
    table.integer('revision').notNullable().defaultTo(1);
    table.boolean('must_change_password').notNullable().defaultTo(false);
    table.index('department_id');
  });
  await db.schema.createTable('directory_changes', (table) => {
    table.increments('id');
    table.string('at', 24).notNullable();
    table.integer('actor_id').references('persons.id');
    table.string('actor_name', 100).notNullable();
    table.string('source', 20).notNullable();
    table.string('kind', 20).notNullable();
    table.integer('subject_id').notNullable();
    table.string('subject_name', 100).notNullable();
    table.string('action', 20).notNullable();
    table.text('before');
    table.text('after');
    table.index(['kind', 'subject_id', 'id']);
    table.index('at');
  });
  await db.schema.createTable('directory_imports', (table) => {
    table.increments('id');
    table.integer('actor_id').notNullable().unique().references('persons.id');
    table.string('file_name', 120).notNullable();
    table.text('rows').notNullable();
    table.string('uploaded_at', 24).notNullable();
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('directory_imports');
  await db.schema.dropTable('directory_changes');
  await db.schema.alterTable('persons', (table) => table.dropIndex('department_id'));
  // Knex would drop a table to drop its column on SQLite, which what refers to the table forbids.
  for (const [table, column] of added) await db.raw('alter table ?? drop column ??', [table, column]);
}

const added = [
  ['persons', 'must_change_password'],
  ['persons', 'revision'],
  ['positions', 'requirements'],
  ['positions', 'authority'],
  ['positions', 'revision'],
  ['departments', 'revision'],
] as const;
