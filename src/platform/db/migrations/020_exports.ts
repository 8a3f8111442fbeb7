import type { Knex } from 'knex';

/**
 * Files that are written in the background for who asked, one at a time of what is alike; what was known of the register's
 * exports moves in here.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('exports', (table) => {
    table.increments('id');
    table.string('kind', 20).notNullable();
    table.string('status', 20).notNullable();
    table.text('query').notNullable();
    table.text('told').notNullable();
    table.integer('requested_by').notNullable().references('persons.id');
    table.string('requested_at', 24).notNullable();
    table.integer('total');
    table.integer('done').notNullable();
    table.integer('size');
    table.string('failed_at', 24);
    table.string('finished_at', 24);
    table.string('fetched_at', 24);
    table.index(['requested_by', 'id']);
  });
  await db.raw(`create unique index exports_one_at_a_time on exports (requested_by, kind, query)
    where status = 'running'`);
  await db.raw(`insert into exports (kind, status, query, told, requested_by, requested_at, total, done, finished_at, fetched_at)
    select 'register', 'removed', '{}', filter, exported_by, exported_at, entry_count, entry_count, exported_at, exported_at
    from register_exports order by id`);
  await db.schema.dropTable('register_exports');
}

export async function down(db: Knex): Promise<void> {
  await db.schema.createTable('register_exports', (table) => {
    table.increments('id');
    table.string('exported_at', 24).notNullable();
    table.integer('exported_by').notNullable().references('persons.id');
    table.text('filter').notNullable();
    table.integer('entry_count').notNullable();
  });
  await db.raw(`insert into register_exports (exported_at, exported_by, filter, entry_count)
    select requested_at, requested_by, told, done from exports where kind = 'register' order by id`);
  await db.schema.dropTable('exports');
}
