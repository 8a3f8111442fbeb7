import type { Knex } from 'knex';

/** A wait of a ticket for what comes from outside of it: a message or signal by its name; a condition asks the data. */
export interface EventSubscriptionRow {
  id: number;
  ticketId: number;
  executionId: string;
  elementId: string;
  kind: 'message' | 'signal' | 'condition';
  name: string;
  /** Of a message: which of several tickets it is for. */
  correlationKey: string | null;
}

export type NewSubscription = Omit<EventSubscriptionRow, 'id' | 'ticketId'>;

const byId = 'event_subscriptions.id';

/** Makes the rows of a ticket match what it waits for. */
export async function replaceSubscriptions(
  tx: Knex.Transaction,
  ticketId: number,
  waiting: readonly NewSubscription[],
): Promise<void> {
  const rows: EventSubscriptionRow[] = await tx('event_subscriptions').where({ ticketId });
  const now = new Set(waiting.map(({ executionId }) => executionId));
  const known = new Set(rows.map(({ executionId }) => executionId));
  const gone = rows.filter(({ executionId }) => !now.has(executionId)).map(({ id }) => id);
  const fresh = waiting.filter(({ executionId }) => !known.has(executionId));
  if (gone.length > 0) await tx('event_subscriptions').whereIn('id', gone).delete();
  if (fresh.length > 0) await tx('event_subscriptions').insert(fresh.map((one) => ({ ...one, ticketId })));
}

/** What waits for a message or signal of this name, in the order in which it began to. */
export async function selectSubscriptions(
  db: Knex,
  kind: 'message' | 'signal',
  name: string,
): Promise<EventSubscriptionRow[]> {
  return db('event_subscriptions').where({ kind, name }).orderBy(byId);
}

export async function selectOptionalSubscription(
  db: Knex,
  where: Pick<EventSubscriptionRow, 'ticketId' | 'executionId'> | Pick<EventSubscriptionRow, 'id'>,
): Promise<EventSubscriptionRow | undefined> {
  return db('event_subscriptions').where(where).first();
}

/** Whether a condition of the ticket is to be asked when its data change. */
export async function hasConditions(db: Knex, ticketId: number): Promise<boolean> {
  return (await db('event_subscriptions').where({ ticketId, kind: 'condition' }).first('id')) !== undefined;
}

export interface WaitingMessageRow extends EventSubscriptionRow {
  number: string;
  title: string;
  definitionId: number;
}

/** What waits for messages, with the tickets, the oldest first. */
export async function selectWaitingMessages(db: Knex, limit: number): Promise<WaitingMessageRow[]> {
  return db('event_subscriptions')
    .join('tickets', 'tickets.id', 'event_subscriptions.ticketId')
    .where({ kind: 'message' })
    .orderBy(byId)
    .limit(limit)
    .select('event_subscriptions.*', 'tickets.number', 'tickets.title', 'tickets.definitionId');
}
