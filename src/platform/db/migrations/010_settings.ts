import type { Knex } from 'knex';

/** Settings count their changes, and each change is kept: who, when, from what to what. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('settings', (table) => table.integer('revision').notNullable().defaultTo(1));
  await db.schema.createTable('setting_changes', (table) => {
    table.increments('id');
    table.string('key', 64).notNullable();
    table.string('changed_at', 24).notNullable();
    table.integer('changed_by').notNullable().references('persons.id');
    table.text('before').notNullable();
    table.text('after').notNullable();
    table.index(['key', 'id']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('setting_changes');
  await db.schema.alterTable('settings', (table) => table.dropColumn('revision'));
}
