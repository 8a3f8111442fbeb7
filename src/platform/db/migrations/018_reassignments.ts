import type { Knex } from 'knex';

/** Many tasks given to others at once, and what became of each. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('reassignments', (table) => {
    table.increments('id');
    table.string('status', 20).notNullable();
    table.string('reason', 500).notNullable();
    table.integer('created_by').notNullable().references('persons.id');
    table.string('created_at', 24).notNullable();
    table.string('finished_at', 24);
    table.index(['created_by', 'id']);
  });
  await db.schema.createTable('reassignment_items', (table) => {
    table.integer('reassignment_id').notNullable().references('reassignments.id');
    table.integer('seq').notNullable();
    table.integer('task_id').notNullable().references('tasks.id');
    table.integer('from_id').references('persons.id');
    table.integer('to_id').references('persons.id');
    table.string('status', 20).notNullable();
    table.string('message', 500);
    table.primary(['reassignment_id', 'seq']);
    table.index(['reassignment_id', 'status', 'seq']);
  });
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['reassignment_items', 'reassignments']) await db.schema.dropTable(table);
}
