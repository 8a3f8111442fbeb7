import type { Knex } from 'knex';

/** Background work written in the command's transaction (outbox), mail, and incidents for a person to decide. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('jobs', (table) => {
    table.increments('id');
    table.string('kind', 40).notNullable();
    table.integer('ticket_id').references('tickets.id');
    table.string('execution_id', 200);
    table.text('payload').notNullable();
    table.string('status', 20).notNullable();
    table.string('run_at', 24).notNullable();
    table.string('leased_until', 24);
    table.integer('attempts').notNullable();
    table.integer('max_attempts').notNullable();
    table.text('last_error');
    table.string('created_at', 24).notNullable();
    table.string('finished_at', 24);
    table.index(['status', 'run_at', 'id']);
    table.index(['ticket_id', 'kind', 'execution_id']);
  });
  await db.schema.createTable('mails', (table) => {
    table.increments('id');
    table.integer('ticket_id').references('tickets.id');
    table.integer('person_id').references('persons.id');
    table.string('recipient', 200).notNullable();
    table.string('subject', 300).notNullable();
    table.text('body').notNullable();
    table.string('status', 20).notNullable();
    table.string('created_at', 24).notNullable();
    table.string('sent_at', 24);
    table.index('ticket_id');
  });
  await db.schema.createTable('incidents', (table) => {
    table.increments('id');
    table.integer('ticket_id').references('tickets.id');
    table.integer('job_id').references('jobs.id');
    table.string('element_id', 200);
    table.text('message').notNullable();
    table.string('occurred_at', 24).notNullable();
    table.string('resolved_at', 24);
    table.integer('resolved_by').references('persons.id');
    table.string('resolution', 500);
    table.index(['resolved_at', 'id']);
    table.index('ticket_id');
  });
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['incidents', 'mails', 'jobs']) await db.schema.dropTable(table);
}
