import { insertAuditEvents } from '../db/auditEvents.js';
import type { TicketRow } from '../db/tickets.js';
import { type AuditEntry, chainEvents } from '../rules/auditChain.js';
import type { CommandContext } from './runCommand.js';

/** Appends the entries to the ticket's hash chain, by the command's actor and time; the caller writes the ticket row. */
export async function recordEvents(
  context: CommandContext,
  ticket: TicketRow,
  entries: AuditEntry[],
): Promise<void> {
  const events = chainEvents(
    { ticketId: ticket.id, seq: ticket.eventCount, hash: ticket.headHash },
    { at: context.now.toISOString(), actorId: context.actor.id, actorName: context.actor.name },
    entries,
  );
  await insertAuditEvents(context.tx, events);
  ticket.eventCount += events.length;
  ticket.headHash = events.at(-1)?.hash ?? ticket.headHash;
}
