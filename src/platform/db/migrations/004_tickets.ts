import type { Knex } from 'knex';

/** Tickets, their tasks, what was submitted and attached, and the audit trail. */
export async function up(db: Knex): Promise<void> {
  await createTickets(db);
  await createTasks(db);
  await createExclusions(db);
  await createFormData(db);
  await db.schema.createTable('audit_events', (table) => {
    table.integer('ticket_id').notNullable().references('tickets.id');
    table.integer('seq').notNullable();
    table.string('at', 24).notNullable();
    table.integer('actor_id').references('persons.id');
    table.string('actor_name', 100).notNullable();
    table.string('type', 40).notNullable();
    table.string('element_id', 200);
    table.string('execution_id', 200);
    table.text('data').notNullable();
    table.string('previous_hash', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.primary(['ticket_id', 'seq']);
  });
}

async function createTickets(db: Knex): Promise<void> {
  await db.schema.createTable('ticket_sequences', (table) => {
    table.string('prefix', 10).notNullable();
    table.string('day', 8).notNullable();
    table.integer('last').notNullable();
    table.primary(['prefix', 'day']);
  });
  await db.schema.createTable('tickets', (table) => {
    table.increments('id');
    table.string('number', 40).notNullable().unique();
    table.integer('definition_id').notNullable().references('process_definitions.id');
    table.string('process_key', 100).notNullable();
    table.string('title', 200).notNullable();
    table.string('status', 20).notNullable();
    table.string('category', 1);
    table.integer('customer_id').references('customers.id');
    table.integer('product_id').references('products.id');
    table.integer('initiator_id').references('persons.id');
    table.integer('parent_id').references('tickets.id');
    table.string('parent_execution_id', 200);
    table.text('parent_output');
    table.text('state').notNullable();
    table.text('variables').notNullable();
    table.integer('revision').notNullable();
    table.integer('event_count').notNullable();
    table.string('head_hash', 64).notNullable();
    table.string('request_key', 64).unique();
    table.string('end_element_id', 200);
    table.string('started_at', 24).notNullable();
    table.string('ended_at', 24);
    table.index(['status', 'started_at', 'id']);
    table.index(['started_at', 'id']);
    table.index(['customer_id', 'started_at']);
    table.index('definition_id');
    table.index('initiator_id');
    table.index('parent_id');
  });
}

async function createTasks(db: Knex): Promise<void> {
  await db.schema.createTable('tasks', (table) => {
    table.increments('id');
    table.integer('ticket_id').notNullable().references('tickets.id');
    table.string('element_id', 200).notNullable();
    table.string('execution_id', 200).notNullable();
    table.string('name', 200).notNullable();
    table.string('form_key', 100);
    table.string('status', 20).notNullable();
    table.integer('assignee_id').references('persons.id');
    table.integer('owner_id').references('persons.id');
    table.integer('completed_by').references('persons.id');
    table.integer('priority').notNullable();
    table.boolean('escalation').notNullable();
    table.text('loop_item');
    table.integer('revision').notNullable();
    table.string('created_at', 24).notNullable();
    table.string('claimed_at', 24);
    table.string('completed_at', 24);
    table.string('due_at', 24);
    table.unique(['ticket_id', 'execution_id']);
    table.index(['assignee_id', 'status', 'due_at', 'id']);
    table.index(['completed_by', 'completed_at', 'id']);
    table.index(['status', 'id']);
  });
  await db.schema.createTable('task_candidate_groups', (table) => {
    table.string('group_id', 64).notNullable().references('groups.id');
    table.integer('task_id').notNullable().references('tasks.id');
    table.primary(['group_id', 'task_id']);
    table.index('task_id');
  });
}

async function createExclusions(db: Knex): Promise<void> {
  await db.schema.createTable('task_exclusions', (table) => {
    table.integer('task_id').notNullable().references('tasks.id');
    table.integer('person_id').notNullable().references('persons.id');
    table.primary(['task_id', 'person_id']);
    table.index(['person_id', 'task_id']);
  });
}

async function createFormData(db: Knex): Promise<void> {
  await db.schema.createTable('form_submissions', (table) => {
    table.increments('id');
    table.integer('ticket_id').notNullable().references('tickets.id');
    table.integer('task_id').references('tasks.id');
    table.integer('form_id').notNullable().references('form_definitions.id');
    table.string('element_id', 200).notNullable();
    table.text('data').notNullable();
    table.integer('submitted_by').notNullable().references('persons.id');
    table.string('submitted_at', 24).notNullable();
    table.index('ticket_id');
  });
  await db.schema.createTable('form_drafts', (table) => {
    table.integer('person_id').notNullable().references('persons.id');
    table.string('scope', 120).notNullable();
    table.text('data').notNullable();
    table.string('saved_at', 24).notNullable();
    table.primary(['person_id', 'scope']);
    table.index('scope');
  });
  await db.schema.createTable('attachments', (table) => {
    table.increments('id');
    table.integer('ticket_id').references('tickets.id');
    table.string('name', 200).notNullable();
    table.string('media_type', 100).notNullable();
    table.integer('size').notNullable();
    table.string('sha256', 64).notNullable();
    table.integer('uploaded_by').notNullable().references('persons.id');
    table.string('uploaded_at', 24).notNullable();
    table.index('ticket_id');
  });
}

export async function down(db: Knex): Promise<void> {
  for (const table of [
    'audit_events',
    'attachments',
    'form_drafts',
    'form_submissions',
    'task_exclusions',
    'task_candidate_groups',
    'tasks',
    'tickets',
    'ticket_sequences',
  ]) {
    await db.schema.dropTable(table);
  }
}
