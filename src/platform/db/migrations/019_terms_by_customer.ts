import type { Knex } from 'knex';

/** Whether one customer has a term is asked for each row of a long list that is narrowed by customer. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('search_terms', (table) => {
    table.dropIndex(['customer_id', 'product_id']);
    table.index(['customer_id', 'term', 'product_id']);
  });
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('search_terms', (table) => {
    table.dropIndex(['customer_id', 'term', 'product_id']);
    table.index(['customer_id', 'product_id']);
  });
}
