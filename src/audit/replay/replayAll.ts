import type { Knex } from 'knex';
import type { DefinitionCache } from '../../commands/definitionCache.js';
import { selectTicketHeads } from '../../db/checkpoints.js';
import { replayTicket } from './replayTicket.js';
import type { ReplayReport } from './report.js';

/** Runs all tickets, or those with the numbers given, again. @returns the reports, of which most have no differences */
export async function replayAll(
  db: Knex,
  definitions: DefinitionCache,
  numbers: ReadonlySet<string> | null,
  onProgress?: (done: number, all: number) => void,
): Promise<ReplayReport[]> {
  const heads = await selectTicketHeads(db);
  const wanted = numbers ? heads.filter((ticket) => numbers.has(ticket.number)) : heads;
  const reports: ReplayReport[] = [];
  for (const [index, { ticketId }] of wanted.entries()) {
    reports.push(await replayTicket(db, definitions, ticketId));
    onProgress?.(index + 1, wanted.length);
  }
  return reports;
}
