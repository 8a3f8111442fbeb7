import type { Knex } from 'knex';
import type { DefinitionCache } from '../../../processes/index.js';
import { selectTicketHeads } from '../../store/checkpoints.js';
import { replayTicket } from './replayTicket.js';
import type { ReplayReport } from './report.js';

/** Runs tickets again: all, or (`numbers`) those with the numbers given. */
export async function replayAll(
  db: Knex,
  definitions: DefinitionCache,
  numbers: ReadonlySet<string> | null = null,
  onProgress?: (done: number, all: number) => Promise<void> | void,
): Promise<{ reports: ReplayReport[] }> {
  const heads = await selectTicketHeads(db);
  const wanted = numbers ? heads.filter((ticket) => numbers.has(ticket.number)) : heads;
  const reports: ReplayReport[] = [];
  for (const [index, { ticketId }] of wanted.entries()) {
    reports.push(await replayTicket(db, definitions, ticketId));
    await onProgress?.(index + 1, wanted.length);
  }
  return { reports };
}
