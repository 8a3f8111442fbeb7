import type { Knex } from 'knex';

/**
 * Where each open task lies, with what the inbox filters and sorts by, so that a page of it is a short stretch of an index
 * however many tasks wait; and the filters that people keep. Tasks that are open already are entered.
 */
export async function up(db: Knex): Promise<void> {
  await createEntries(db);
  await enterOpenTasks(db);
  await db.schema.createTable('saved_filters', (table) => {
    table.increments('id');
    table.integer('person_id').notNullable().references('persons.id');
    table.string('name', 40).notNullable();
    table.text('choice').notNullable();
    table.string('saved_at', 24).notNullable();
    table.unique(['person_id', 'name']);
  });
  await db.schema.alterTable('tickets', (table) => {
    table.dropIndex('initiator_id');
    table.index(['initiator_id', 'started_at', 'id']);
  });
}

/** Texts are compared byte by byte, so that pages of several places can be merged outside the database. */
async function createEntries(db: Knex): Promise<void> {
  const collation = db.client.config.client === 'pg' ? ' collate "C"' : '';
  await db.schema.createTable('inbox_entries', (table) => {
    table.string('place', 80).notNullable();
    table.integer('task_id').notNullable().references('tasks.id');
    table.integer('ticket_id').notNullable();
    table.integer('rank').notNullable();
    table.specificType('due_at', `varchar(24)${collation}`).notNullable();
    table.integer('urgency').notNullable();
    table.specificType('created_at', `varchar(24)${collation}`).notNullable();
    table.specificType('process_key', `varchar(100)${collation}`).notNullable();
    table.specificType('category', `varchar(1)${collation}`).notNullable();
    table.integer('customer_id').notNullable();
    table.primary(['task_id', 'place']);
    table.index(['place', 'rank', 'due_at', 'task_id']);
    table.index(['place', 'rank', 'created_at', 'task_id']);
    for (const column of ['urgency', 'process_key', 'category', 'customer_id'])
      table.index(['place', 'rank', column, 'due_at', 'task_id']);
    table.index(['ticket_id', 'place']);
    table.index('customer_id');
  });
}

const facts = `tasks.id, tickets.id, case when tasks.escalation then 0 else 1 end, coalesce(tasks.due_at, '9999'),
  case when tasks.priority >= 80 then 0 when tasks.priority > 50 then 1 else 2 end, tasks.created_at,
  tickets.process_key, coalesce(tickets.category, 'Z'), coalesce(tickets.customer_id, 2147483647)
  from tasks join tickets on tickets.id = tasks.ticket_id`;

async function enterOpenTasks(db: Knex): Promise<void> {
  await db.raw(
    `insert into inbox_entries (place, task_id, ticket_id, rank, due_at, urgency, created_at, process_key, category, customer_id)
     select 'p:' || tasks.assignee_id, ${facts} where tasks.status in ('claimed', 'delegated')
     union all
     select 'g:' || task_candidate_groups.group_id, ${facts}
       join task_candidate_groups on task_candidate_groups.task_id = tasks.id where tasks.status = 'ready'`,
  );
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('tickets', (table) => {
    table.dropIndex(['initiator_id', 'started_at', 'id']);
    table.index('initiator_id');
  });
  for (const table of ['saved_filters', 'inbox_entries']) await db.schema.dropTable(table);
}
