import type { Knex } from 'knex';

/** Names who is to do an element when the ticket comes to it next; the last choice counts. */
export async function choosePerformerOfElement(
  tx: Knex,
  choice: { ticketId: number; elementId: string; personId: number },
): Promise<void> {
  await tx('chosen_performers').insert(choice).onConflict(['ticketId', 'elementId']).merge();
}

/** The person chosen for an element; the choice is used up. */
export async function takeChosenPerformer(
  tx: Knex,
  ticketId: number,
  elementId: string,
): Promise<number | null> {
  const row = await tx('chosen_performers').where({ ticketId, elementId }).first('personId');
  if (!row) return null;
  await tx('chosen_performers').where({ ticketId, elementId }).delete();
  return row.personId;
}
