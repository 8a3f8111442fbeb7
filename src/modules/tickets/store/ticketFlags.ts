import type { Knex } from 'knex';

/** `repeatedRepair`: the same problem of the same product was repaired twice within 90 days (R14). */
export type TicketFlag = 'repeatedRepair';

export interface TicketFlagRow {
  ticketId: number;
  flag: TicketFlag;
  /** The ticket that it is flagged because of. */
  otherId: number;
  flaggedAt: string;
}

/** Flags tickets; a flag that is there already is left alone. */
export async function insertFlags(db: Knex, flags: TicketFlagRow[]): Promise<void> {
  if (flags.length > 0)
    await db('ticket_flags').insert(flags).onConflict(['ticketId', 'flag', 'otherId']).ignore();
}

export async function selectFlags(
  db: Knex,
  ticketId: number,
): Promise<(TicketFlagRow & { otherNumber: string })[]> {
  return db('ticket_flags')
    .join('tickets', 'tickets.id', 'ticket_flags.otherId')
    .where({ ticketId })
    .orderBy('otherId')
    .select('ticket_flags.*', 'tickets.number as otherNumber');
}
