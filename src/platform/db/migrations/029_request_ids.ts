import type { Knex } from 'knex';

/** Which request caused an event, so that an auditor's question leads to the lines of the log. The hashes do not cover it. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('audit_events', (table) => {
    table.string('request_id', 64);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table audit_events drop column request_id');
}
