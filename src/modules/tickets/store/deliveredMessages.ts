import type { Knex } from 'knex';

/** A message that reached a ticket, under the id that its sender gave it. */
export interface DeliveredMessageRow {
  messageId: string;
  name: string;
  correlationKey: string | null;
  /** Null until it is known which ticket takes it, in the same transaction. */
  ticketId: number | null;
  deliveredBy: number | null;
  deliveredAt: string;
}

/** @returns false when the message was delivered before; a delivery under way elsewhere is waited for */
export async function insertDeliveredMessage(
  tx: Knex.Transaction,
  message: Omit<DeliveredMessageRow, 'ticketId'>,
): Promise<boolean> {
  const rows = await tx('delivered_messages')
    .insert({ ...message, ticketId: null })
    .onConflict('messageId')
    .ignore()
    .returning('messageId');
  return rows.length > 0;
}

export async function updateDeliveredMessage(
  tx: Knex.Transaction,
  messageId: string,
  change: Pick<DeliveredMessageRow, 'ticketId'>,
): Promise<void> {
  await tx('delivered_messages').where({ messageId }).update(change);
}

export async function selectOptionalDeliveredMessage(
  db: Knex,
  messageId: string,
): Promise<DeliveredMessageRow | undefined> {
  return db('delivered_messages').where({ messageId }).first();
}
