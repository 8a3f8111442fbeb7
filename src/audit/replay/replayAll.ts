import type { Knex } from 'knex';
import type { DefinitionCache } from '../../commands/definitionCache.js';
import { selectTicketHeads } from '../../db/checkpoints.js';
import { replayTicket } from './replayTicket.js';
import type { ReplayReport } from './report.js';

/** Which tickets: all, those with the numbers given, or a part of all in the order in which they were made. */
export type ReplayChoice = { numbers?: ReadonlySet<string>; from?: number; count?: number };

/** Runs tickets again. @returns the reports, of which most have no differences, and how many tickets could be chosen */
export async function replayAll(
  db: Knex,
  definitions: DefinitionCache,
  choice: ReplayChoice = {},
  onProgress?: (done: number, all: number) => void,
): Promise<{ reports: ReplayReport[]; all: number }> {
  const { numbers, from = 0, count = Number.POSITIVE_INFINITY } = choice;
  const heads = await selectTicketHeads(db);
  const known = numbers ? heads.filter((ticket) => numbers.has(ticket.number)) : heads;
  const wanted = known.slice(from, from + count);
  const reports: ReplayReport[] = [];
  for (const [index, { ticketId }] of wanted.entries()) {
    reports.push(await replayTicket(db, definitions, ticketId));
    onProgress?.(index + 1, wanted.length);
  }
  return { reports, all: known.length };
}
