import type { Knex } from 'knex';

/** An incident knows the diagram that has its element, the wait that can't end, and the expressions with what they saw. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('incidents', (table) => {
    table.integer('definition_id').references('process_definitions.id');
    table.string('execution_id', 200);
    table.text('met').notNullable().defaultTo('[]');
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('incidents', (table) => {
    table.dropColumns('definition_id', 'execution_id', 'met');
  });
}
