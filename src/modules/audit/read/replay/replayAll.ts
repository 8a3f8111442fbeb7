import { selectTicketHeads } from '../../store/checkpoints.js';
import { replayTicket } from './replayTicket.js';
import type { ReplayReport } from './report.js';
import type { ReplayTools } from './rerun.js';

/** Runs the recorded commands of all tickets again, or of those with the given `numbers`. */
export async function replayAll(
  tools: ReplayTools,
  numbers: ReadonlySet<string> | null = null,
  onProgress?: (done: number, all: number) => Promise<void> | void,
): Promise<{ reports: ReplayReport[] }> {
  const heads = await selectTicketHeads(tools.db);
  const wanted = numbers ? heads.filter((ticket) => numbers.has(ticket.number)) : heads;
  const reports: ReplayReport[] = [];
  for (const [index, { ticketId }] of wanted.entries()) {
    reports.push(await replayTicket(tools, ticketId));
    await onProgress?.(index + 1, wanted.length);
  }
  return { reports };
}
