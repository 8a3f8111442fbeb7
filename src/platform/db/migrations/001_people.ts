import type { Knex } from 'knex';

/** Departments, positions, groups, persons and their log-in sessions. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('groups', (table) => {
    table.string('id', 64).primary();
    table.string('name', 100).notNullable();
  });
  await db.schema.createTable('departments', (table) => {
    table.increments('id');
    table.string('name', 100).notNullable();
    table.integer('parent_id').references('departments.id');
  });
  await db.schema.createTable('positions', (table) => {
    table.increments('id');
    table.integer('department_id').notNullable().references('departments.id');
    table.string('name', 100).notNullable();
    table.unique(['department_id', 'name']);
  });
  await db.schema.createTable('position_groups', (table) => {
    table.integer('position_id').notNullable().references('positions.id');
    table.string('group_id', 64).notNullable().references('groups.id');
    table.primary(['position_id', 'group_id']);
    table.index('group_id');
  });
  await db.schema.createTable('persons', (table) => {
    table.increments('id');
    table.string('login', 64).notNullable().unique();
    table.string('name', 100).notNullable();
    table.string('email', 200);
    table.string('phone', 40);
    table.integer('department_id').notNullable().references('departments.id');
    table.string('password_hash', 200).notNullable();
    table.boolean('active').notNullable().defaultTo(true);
    table.string('created_at', 24).notNullable();
  });
  await db.schema.createTable('person_positions', (table) => {
    table.integer('person_id').notNullable().references('persons.id');
    table.integer('position_id').notNullable().references('positions.id');
    table.primary(['person_id', 'position_id']);
    table.index('position_id');
  });
  await db.schema.createTable('sessions', (table) => {
    table.string('sid').primary();
    table.json('sess').notNullable();
    table.timestamp('expired').notNullable().index();
  });
}

export async function down(db: Knex): Promise<void> {
  for (const table of [
    'sessions',
    'person_positions',
    'persons',
    'position_groups',
    'positions',
    'departments',
    'groups',
  ]) {
    await db.schema.dropTable(table);
  }
}
