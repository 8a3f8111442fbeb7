import type { Knex } from 'knex';

/** Who a ticket was copied to, and when a task was last urged. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('ticket_copies', (table) => {
    table.increments('id');
    table.integer('ticket_id').notNullable().references('tickets.id');
    table.integer('person_id').notNullable().references('persons.id');
    table.integer('copied_by').notNullable().references('persons.id');
    table.string('note', 500);
    table.string('copied_at', 24).notNullable();
    table.string('read_at', 24);
    table.unique(['ticket_id', 'person_id']);
    table.index(['person_id', 'copied_at', 'ticket_id']);
    table.index(['person_id', 'read_at']);
  });
  await db.schema.alterTable('tasks', (table) => {
    table.string('reminded_at', 24);
    table.index('owner_id');
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('tasks', (table) => {
    table.dropIndex('owner_id');
    table.dropColumn('reminded_at');
  });
  await db.schema.dropTable('ticket_copies');
}
