import type { Knex } from 'knex';
import { selectDefinitionVersions } from '../../processes/index.js';
import type { TicketTrace } from './ticketTrace.js';

/** The versions of its process on which a ticket ran, by their number, with the ids of their definitions. */
export async function selectTicketVersions(
  db: Knex,
  { ticket, events }: Pick<TicketTrace, 'ticket' | 'events'>,
): Promise<Map<number, number>> {
  const used = new Set(events.map(({ data }) => data.processVersion));
  const versions = await selectDefinitionVersions(db, ticket.processKey);
  return new Map(versions.filter(({ version }) => used.has(version)).map(({ version, id }) => [version, id]));
}
