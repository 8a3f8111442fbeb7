import type { Knex } from 'knex';

/** The customer file (R1, R2, R17): sites, contacts, who changed what, terms to search by, and imports. */
export async function up(db: Knex): Promise<void> {
  await createSitesAndContacts(db);
  await widenFile(db);
  await createChanges(db);
  await createSearchTerms(db);
  await createImports(db);
}

async function createSitesAndContacts(db: Knex): Promise<void> {
  await db.schema.createTable('sites', (table) => {
    table.increments('id');
    table.integer('customer_id').notNullable().references('customers.id');
    table.string('name', 100).notNullable();
    table.string('address', 300);
    table.string('note', 1000);
    table.integer('revision').notNullable().defaultTo(1);
    table.string('created_at', 24).notNullable();
    table.index('customer_id');
  });
  await db.schema.createTable('contacts', (table) => {
    table.increments('id');
    table.integer('customer_id').notNullable().references('customers.id');
    table.integer('site_id').references('sites.id');
    table.string('name', 100).notNullable();
    table.string('duty', 60);
    table.string('phone', 40);
    table.string('email', 200);
    table.string('note', 1000);
    table.integer('revision').notNullable().defaultTo(1);
    table.string('created_at', 24).notNullable();
    table.index('customer_id');
    table.index('site_id');
  });
}

async function widenFile(db: Knex): Promise<void> {
  await db.schema.alterTable('customers', (table) => {
    table.string('tax_number', 40);
    table.string('note', 1000);
    table.string('name_key', 200).notNullable().defaultTo('');
    table.integer('revision').notNullable().defaultTo(1);
    table.integer('terms_version').notNullable().defaultTo(0);
    table.integer('merged_into');
    table.index('name_key');
    table.index('merged_into');
    table.index('terms_version');
  });
  await db.schema.alterTable('products', (table) => {
    table.integer('site_id');
    table.string('note', 1000);
    table.integer('revision').notNullable().defaultTo(1);
    table.index('site_id');
  });
  await db.schema.alterTable('contracts', (table) => {
    table.integer('revision').notNullable().defaultTo(1);
    table.string('created_at', 24).notNullable().defaultTo('');
  });
}

async function createChanges(db: Knex): Promise<void> {
  await db.schema.createTable('customer_changes', (table) => {
    table.increments('id');
    table.integer('customer_id').notNullable().references('customers.id');
    table.string('kind', 20).notNullable();
    table.integer('record_id').notNullable();
    table.string('action', 20).notNullable();
    table.string('label', 200).notNullable();
    table.text('before').notNullable();
    table.text('after').notNullable();
    table.string('source', 20).notNullable();
    table.integer('ticket_id').references('tickets.id');
    table.integer('actor_id').references('persons.id');
    table.string('actor_name', 100).notNullable();
    table.string('at', 24).notNullable();
    table.index(['customer_id', 'id']);
  });
}

/** Prefixes are compared byte by byte, so that `term >= x and term < y` means the same on both databases. */
async function createSearchTerms(db: Knex): Promise<void> {
  const isPostgres = db.client.config.client === 'pg';
  await db.schema.createTable('search_terms', (table) => {
    table.specificType('term', `varchar(48)${isPostgres ? ' collate "C"' : ''}`).notNullable();
    table.integer('customer_id').notNullable();
    table.integer('product_id').notNullable();
    table.index(['term', 'customer_id']);
    table.index(['customer_id', 'product_id']);
  });
}

async function createImports(db: Knex): Promise<void> {
  await db.schema.createTable('customer_imports', (table) => {
    table.increments('id');
    table.string('file_name', 200).notNullable();
    table.string('sha256', 64).notNullable();
    table.string('status', 20).notNullable();
    table.integer('done_rows').notNullable();
    table.string('failure', 500);
    table.integer('created_by').notNullable().references('persons.id');
    table.string('created_at', 24).notNullable();
    table.string('finished_at', 24);
  });
  await db.schema.createTable('customer_import_rows', (table) => {
    table.integer('import_id').notNullable().references('customer_imports.id');
    table.integer('seq').notNullable();
    table.string('kind', 20).notNullable();
    table.integer('row_number').notNullable();
    table.string('customer_name', 200).notNullable();
    table.text('cells').notNullable();
    table.string('verdict', 20).notNullable();
    table.string('reason', 500);
    table.text('changes');
    table.boolean('done').notNullable();
    table.primary(['import_id', 'seq']);
    table.index(['import_id', 'verdict', 'seq']);
    table.index(['import_id', 'customer_name', 'kind']);
  });
}

export async function down(db: Knex): Promise<void> {
  for (const table of [
    'customer_import_rows',
    'customer_imports',
    'search_terms',
    'customer_changes',
    'contacts',
    'sites',
  ]) {
    await db.schema.dropTable(table);
  }
  await db.schema.alterTable('contracts', (table) => table.dropColumns('revision', 'created_at'));
  await db.schema.alterTable('products', (table) => {
    table.dropIndex('site_id');
    table.dropColumns('site_id', 'note', 'revision');
  });
  await db.schema.alterTable('customers', (table) => {
    for (const column of ['name_key', 'merged_into', 'terms_version']) table.dropIndex(column);
    table.dropColumns('tax_number', 'note', 'name_key', 'revision', 'terms_version', 'merged_into');
  });
}
