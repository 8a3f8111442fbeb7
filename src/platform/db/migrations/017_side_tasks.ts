import type { Knex } from 'knex';

/** Tasks that people hang on a task (补办, 加签), how a task ended otherwise, and who was chosen to do a later step. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('tasks', (table) => {
    table.string('kind', 10).notNullable().defaultTo('flow');
    table.integer('parent_id').references('tasks.id');
    table.string('outcome', 20);
    table.string('opinion', 500);
    table.index('parent_id');
  });
  await db.schema.createTable('chosen_performers', (table) => {
    table.integer('ticket_id').notNullable().references('tickets.id');
    table.string('element_id', 200).notNullable();
    table.integer('person_id').notNullable().references('persons.id');
    table.primary(['ticket_id', 'element_id']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('chosen_performers');
  await db.schema.alterTable('tasks', (table) => {
    table.dropIndex('parent_id');
    table.dropColumns('kind', 'parent_id', 'outcome', 'opinion');
  });
}
