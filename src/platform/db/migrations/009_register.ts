import type { Knex } from 'knex';

/**
 * The 报修登记簿 (R2): what a request's ticket holds as JSON, in columns that can be filtered and ordered, and the record
 * of who exported it. Tickets that are there already are entered.
 */
export async function up(db: Knex): Promise<void> {
  await createEntries(db);
  await db.schema.createTable('register_exports', (table) => {
    table.increments('id');
    table.string('exported_at', 24).notNullable();
    table.integer('exported_by').notNullable().references('persons.id');
    table.text('filter').notNullable();
    table.integer('entry_count').notNullable();
  });
  for (let after = 0; ; ) {
    const tickets = await selectRequests(db, after);
    const last = tickets.at(-1);
    if (!last) break;
    const dispatches = await selectDispatches(
      db,
      tickets.map(({ id }) => id),
    );
    await db('register_entries').insert(tickets.map((ticket) => entryOf(ticket, dispatches)));
    after = last.id;
  }
}

async function createEntries(db: Knex): Promise<void> {
  await db.schema.createTable('register_entries', (table) => {
    table.integer('ticket_id').primary().references('tickets.id');
    table.string('received_at', 24).notNullable();
    table.string('channel', 20);
    table.integer('customer_id').references('customers.id');
    table.string('customer_name', 200);
    table.string('address', 300);
    table.string('phone', 40);
    table.string('contact', 100);
    table.string('product_name', 200);
    table.string('product_model', 100);
    table.string('serial_number', 100);
    table.string('purchased_on', 10);
    table.text('symptom');
    table.text('site_situation');
    table.text('wishes');
    table.string('category', 1);
    table.string('state', 10).notNullable();
    table.integer('engineer_id').references('persons.id');
    table.string('dispatched_at', 24);
    table.index(['received_at', 'ticket_id']);
    table.index(['state', 'received_at', 'ticket_id']);
    table.index(['category', 'received_at', 'ticket_id']);
    table.index(['engineer_id', 'received_at', 'ticket_id']);
    table.index(['customer_id', 'received_at', 'ticket_id']);
  });
}

interface Request {
  id: number;
  status: 'active' | 'ended' | 'cancelled';
  category: string | null;
  customerId: number | null;
  startedAt: string;
  variables: string;
}

const batch = 500;
const requestForms = ['remote-service-request', 'onsite-service-request', 'repair-request'];
const dispatchForms = ['technical-service-task', 'dispatch-order', 'repair-order'];

async function selectRequests(db: Knex, after: number): Promise<Request[]> {
  return db('tickets')
    .join('process_definitions', 'process_definitions.id', 'tickets.definitionId')
    .whereIn('process_definitions.startFormKey', requestForms)
    .whereNull('tickets.parentId')
    .where('tickets.id', '>', after)
    .orderBy('tickets.id')
    .limit(batch)
    .select(
      'tickets.id',
      'tickets.status',
      'tickets.category',
      'tickets.customerId',
      'tickets.startedAt',
      'tickets.variables',
    );
}

/** When each ticket was first dispatched. */
async function selectDispatches(db: Knex, ticketIds: number[]): Promise<Map<number, string>> {
  const rows: { ticketId: number; at: string }[] = await db('tasks')
    .whereIn('ticketId', ticketIds)
    .whereIn('formKey', dispatchForms)
    .where({ status: 'completed' })
    .groupBy('ticketId')
    .select('ticketId')
    .min({ at: 'completedAt' });
  return new Map(rows.map(({ ticketId, at }) => [ticketId, at]));
}

function entryOf(ticket: Request, dispatches: Map<number, string>): Record<string, unknown> {
  const data = JSON.parse(ticket.variables);
  const engineerId = data.engineer ?? data.repairEngineer ?? null;
  const open = engineerId === null ? 'waiting' : 'working';
  return {
    ticketId: ticket.id,
    receivedAt: new Date(data.receivedAt ?? ticket.startedAt).toISOString(),
    channel: data.channel ?? null,
    customerId: ticket.customerId,
    customerName: data.customer?.name ?? null,
    address: data.customer?.address ?? null,
    phone: data.customer?.phone ?? null,
    contact: data.customer?.contact ?? null,
    productName: data.product?.name ?? null,
    productModel: data.product?.model ?? null,
    serialNumber: data.product?.serialNumber ?? null,
    purchasedOn: data.product?.purchasedOn ?? null,
    symptom: data.symptom ?? null,
    siteSituation: data.siteSituation ?? null,
    wishes: data.wishes ?? null,
    category: data.category ?? ticket.category,
    state: ticket.status === 'active' ? open : ticket.status,
    engineerId,
    dispatchedAt: engineerId === null ? null : (dispatches.get(ticket.id) ?? ticket.startedAt),
  };
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['register_exports', 'register_entries']) await db.schema.dropTable(table);
}
