import type { Knex } from 'knex';

/** Sealed checkpoints over the heads of all tickets' histories, and the log of who looked at what. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('checkpoints', (table) => {
    table.integer('number').primary();
    table.string('day', 10).notNullable().unique();
    table.string('sealed_at', 24).notNullable();
    table.integer('ticket_count').notNullable();
    table.integer('event_count').notNullable();
    table.string('root', 64).notNullable();
    table.string('previous_hash', 64).notNullable();
    table.string('key_id', 64).notNullable();
    table.string('signature', 128).notNullable();
  });
  await db.schema.createTable('checkpoint_heads', (table) => {
    table.integer('checkpoint').notNullable();
    table.integer('ticket_id').notNullable();
    table.string('number', 40).notNullable();
    table.integer('event_count').notNullable();
    table.string('head_hash', 64).notNullable();
    table.primary(['checkpoint', 'ticket_id']);
  });
  await db.schema.createTable('access_log', (table) => {
    table.increments('id');
    table.string('at', 24).notNullable();
    table.integer('person_id').notNullable().references('persons.id');
    table.string('person_name', 100).notNullable();
    table.string('action', 40).notNullable();
    table.string('ticket_number', 40);
    table.string('detail', 500);
    table.index('ticket_number');
  });
  await db.schema.alterTable('audit_events', (table) => table.index(['type', 'element_id']));
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('audit_events', (table) => table.dropIndex(['type', 'element_id']));
  for (const table of ['access_log', 'checkpoint_heads', 'checkpoints']) await db.schema.dropTable(table);
}
