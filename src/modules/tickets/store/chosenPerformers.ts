import type { Knex } from 'knex';

/** Chooses the performer of an element for the next time the ticket reaches it; the last choice counts. */
export async function choosePerformerOfElement(
  tx: Knex,
  choice: { ticketId: number; elementId: string; personId: number },
): Promise<void> {
  await tx('chosen_performers').insert(choice).onConflict(['ticketId', 'elementId']).merge();
}

/** Returns the person chosen for an element and deletes the choice. */
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
