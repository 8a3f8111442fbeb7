import type { Knex } from 'knex';

/** What tickets wait for that comes from outside of them, and the messages that came. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('event_subscriptions', (table) => {
    table.increments('id');
    table.integer('ticket_id').notNullable().references('tickets.id');
    table.string('execution_id', 200).notNullable();
    table.string('element_id', 200).notNullable();
    table.string('kind', 20).notNullable();
    table.string('name', 200).notNullable();
    table.string('correlation_key', 400);
    table.unique(['ticket_id', 'execution_id']);
    table.index(['kind', 'name', 'correlation_key']);
  });
  await db.schema.createTable('delivered_messages', (table) => {
    table.string('message_id', 200).primary();
    table.string('name', 200).notNullable();
    table.string('correlation_key', 400);
    table.integer('ticket_id').references('tickets.id');
    table.integer('delivered_by').references('persons.id');
    table.string('delivered_at', 24).notNullable();
  });
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['delivered_messages', 'event_subscriptions']) await db.schema.dropTable(table);
}
