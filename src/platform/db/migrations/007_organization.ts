import type { Knex } from 'knex';

/** Published organisations as history, what of the directory is in force, and flags on tickets (R14). */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('departments', (table) => {
    table.boolean('active').notNullable().defaultTo(true);
    table.text('duties');
  });
  await db.schema.alterTable('positions', (table) => {
    table.boolean('active').notNullable().defaultTo(true);
    table.integer('headcount');
    table.text('duties');
  });
  await db.schema.createTable('organization_versions', (table) => {
    table.increments('id');
    table.integer('ticket_id').notNullable().references('tickets.id');
    table.text('organization').notNullable();
    table.string('effective_on', 10).notNullable();
    table.string('published_at', 24).notNullable();
    table.string('applied_at', 24);
  });
  await db.schema.createTable('ticket_flags', (table) => {
    table.integer('ticket_id').notNullable().references('tickets.id');
    table.string('flag', 40).notNullable();
    table.integer('other_id').notNullable().references('tickets.id');
    table.string('flagged_at', 24).notNullable();
    table.primary(['ticket_id', 'flag', 'other_id']);
  });
  await db.schema.alterTable('tickets', (table) => table.index(['product_id', 'started_at']));
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('tickets', (table) => table.dropIndex(['product_id', 'started_at']));
  await db.schema.dropTable('ticket_flags');
  await db.schema.dropTable('organization_versions');
  await db.schema.alterTable('positions', (table) => table.dropColumns('active', 'headcount', 'duties'));
  await db.schema.alterTable('departments', (table) => table.dropColumns('active', 'duties'));
}
