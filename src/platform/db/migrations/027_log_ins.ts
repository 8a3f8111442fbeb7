import type { Knex } from 'knex';

/** Each log-in that goes on: ending it means deleting its row. What anonymous visitors left in `sessions` goes. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('log_ins', (table) => {
    table.string('id', 36).primary();
    table.integer('person_id').notNullable().references('persons.id');
    table.string('began_at', 24).notNullable();
    table.string('used_at', 24).notNullable().index();
    table.string('confirmed_at', 24).notNullable();
    table.string('device', 300).notNullable();
    table.string('address', 64).notNullable();
    table.index('person_id');
  });
  await db('sessions').delete();
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('log_ins');
}
