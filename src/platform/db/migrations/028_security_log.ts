import type { Knex } from 'knex';

/** The append-only log of log-ins, factors and permissions: one hash chain, whose end `security_log` holds. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('security_events', (table) => {
    table.integer('seq').primary();
    table.string('at', 24).notNullable();
    table.integer('actor_id');
    table.string('actor_name', 100).notNullable();
    table.string('type', 40).notNullable();
    table.text('data').notNullable();
    table.string('previous_hash', 64).notNullable();
    table.string('hash', 64).notNullable();
  });
  await db.schema.createTable('security_log', (table) => {
    table.integer('id').primary();
    table.integer('event_count').notNullable();
    table.string('head_hash', 64).notNullable();
  });
  await db('security_log').insert({ id: 1, eventCount: 0, headHash: '0'.repeat(64) });
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['security_log', 'security_events']) await db.schema.dropTable(table);
}
