import type { Knex } from 'knex';
import { possibleTicketNumbers } from '../../../settings/index.js';
import { selectTicketIdsWithEvents, selectTicketSequences } from '../../../tickets/index.js';
import type { CheckpointHead, SealedHead } from '../../model/checkpoint.js';
import { type Finding, ticketFinding } from './finding.js';

/** Tickets that are gone, although a checkpoint sealed them, their number was given out, or their history is left. */
export async function missingTickets(
  db: Knex,
  present: readonly SealedHead[],
  sealed: ReadonlyMap<number, readonly CheckpointHead[]>,
): Promise<Finding[]> {
  const ids = new Set(present.map((ticket) => ticket.ticketId));
  const findings: Finding[] = [];
  const named = new Set<string>();
  for (const [ticketId, heads] of sealed) {
    const last = heads.at(-1);
    if (ids.has(ticketId) || !last) continue;
    named.add(last.number);
    const message = `整张工单被删除：第 ${last.checkpoint} 号检查点封存时有 ${last.eventCount} 条记录`;
    findings.push(ticketFinding(last.number, null, message));
  }
  for (const number of await unusedNumbers(db, present)) {
    if (!named.has(number))
      findings.push(ticketFinding(number, null, '整张工单被删除：号码已发出，工单不存在'));
  }
  for (const ticketId of await selectTicketIdsWithEvents(db)) {
    if (ids.has(ticketId) || sealed.has(ticketId)) continue;
    findings.push(ticketFinding(`#${ticketId}`, null, '有流转记录，工单却不存在'));
  }
  return findings;
}

/** Numbers that were given out and that no ticket has: the transaction that starts a ticket gives it out, so there are no gaps. */
async function unusedNumbers(db: Knex, present: readonly SealedHead[]): Promise<string[]> {
  const used = new Set(present.map((ticket) => ticket.number));
  return (await selectTicketSequences(db)).flatMap(({ prefix, day, last }) =>
    Array.from({ length: last }, (_, index) => possibleTicketNumbers(prefix, day, index + 1))
      .filter((numbers) => !numbers.some((number) => used.has(number)))
      .flatMap(([number]) => number ?? []),
  );
}
