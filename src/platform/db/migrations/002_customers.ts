import type { Knex } from 'knex';

/** The customer file as far as tickets need it: customers, their products and maintenance contracts (R1, R2). */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('customers', (table) => {
    table.increments('id');
    table.string('name', 200).notNullable();
    table.string('search_text', 1000).notNullable();
    table.string('address', 300);
    table.string('phone', 40);
    table.string('contact', 100);
    table.string('created_at', 24).notNullable();
    table.index('name');
  });
  await db.schema.createTable('products', (table) => {
    table.increments('id');
    table.integer('customer_id').notNullable().references('customers.id');
    table.string('name', 200).notNullable();
    table.string('model', 100);
    table.string('serial_number', 100);
    table.string('purchased_on', 10);
    table.string('warranty_until', 10);
    table.string('created_at', 24).notNullable();
    table.index('customer_id');
    table.index('serial_number');
  });
  await db.schema.createTable('contracts', (table) => {
    table.increments('id');
    table.integer('customer_id').notNullable().references('customers.id');
    table.string('number', 64).notNullable().unique();
    table.string('scope', 500).notNullable();
    table.string('starts_on', 10).notNullable();
    table.string('ends_on', 10).notNullable();
    table.integer('price_cents');
    table.index('customer_id');
  });
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['contracts', 'products', 'customers']) await db.schema.dropTable(table);
}
