import type { Knex } from 'knex';

/** Checks of all records that auditors had done, one of a kind at a time, and what they found. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('audit_checks', (table) => {
    table.increments('id');
    table.string('kind', 20).notNullable();
    table.string('status', 20).notNullable();
    table.integer('requested_by').notNullable().references('persons.id');
    table.string('requested_at', 24).notNullable();
    table.integer('total');
    table.integer('done').notNullable();
    table.text('counts').notNullable();
    table.text('findings').notNullable();
    table.integer('finding_count').notNullable();
    table.string('failed_at', 24);
    table.string('finished_at', 24);
  });
  await db.raw(
    `create unique index audit_checks_one_at_a_time on audit_checks (kind) where status = 'running'`,
  );
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('audit_checks');
}
