import type { Knex } from 'knex';
import { hasRowLocks } from '../db/connect.js';
import type { CommandContext } from '../runCommand.js';
import { type ChainedEvent, chainEvents } from './auditChain.js';

/** What the security log tells of, with the data that belongs to it. */
export interface SecurityEvents {
  logIn: { address: string; device: string };
  /** `login`: that of an account; what nobody has is not kept, as it may be a password. */
  logInFailed: { login: string | null; address: string; device: string };
  logOut: Record<string, never>;
  otherLogInsEnded: { count: number };
  confirmationFailed: Record<string, never>;
  passwordChanged: Record<string, never>;
  passwordReset: { personName: string };
  permissionsChanged: { personName: string; granted: string[]; withdrawn: string[] };
  processOwnersChanged: { processKey: string; before: string[]; after: string[] };
}

export type SecurityEventType = keyof SecurityEvents;

/** The log is one history beside those of the tickets, sealed with them under this number. */
export const securityHistory = { ticketId: 0, number: '安全日志' } as const;

interface Row extends Pick<ChainedEvent, 'seq' | 'at' | 'actorId' | 'actorName' | 'previousHash' | 'hash'> {
  type: string;
  data: string;
}

/** Appends an event to the log in the command's transaction, chained to the one before. */
export async function recordSecurity<Type extends SecurityEventType>(
  { tx, actor, now }: CommandContext,
  type: Type,
  data: SecurityEvents[Type],
): Promise<void> {
  const end = tx('security_log').where({ id: 1 }).first();
  const { eventCount, headHash } = await (hasRowLocks(tx) ? end.forUpdate() : end);
  const head = { ticketId: securityHistory.ticketId, seq: eventCount, hash: headHash };
  const stamp = { at: now.toISOString(), actorId: actor.id, actorName: actor.name };
  const [event] = chainEvents(head, stamp, [{ type, elementId: null, executionId: null, data }]);
  const { ticketId: _, elementId: __, executionId: ___, ...row } = event as ChainedEvent;
  await tx('security_events').insert({ ...row, data: JSON.stringify(row.data) });
  await tx('security_log').where({ id: 1 }).update({ eventCount: row.seq, headHash: row.hash });
}

/** The whole log as the chain that was hashed. @throws {SyntaxError} for data that was tampered with */
export async function selectSecurityHistory(db: Knex): Promise<ChainedEvent[]> {
  return (await db('security_events').orderBy('seq')).map(toEvent);
}

/** Newest first; only before `beforeSeq` when given. */
export async function selectSecurityEvents(
  db: Knex,
  limit: number,
  beforeSeq?: number,
): Promise<ChainedEvent[]> {
  const query = db('security_events').orderBy('seq', 'desc').limit(limit);
  return (await (beforeSeq === undefined ? query : query.where('seq', '<', beforeSeq))).map(toEvent);
}

/** The end of the log, in the form of the end of a ticket's history. */
export async function selectSecurityHead(
  db: Knex,
): Promise<typeof securityHistory & { eventCount: number; headHash: string }> {
  const { eventCount, headHash } = await db('security_log').where({ id: 1 }).first();
  return { ...securityHistory, eventCount, headHash };
}

function toEvent(row: Row): ChainedEvent {
  const { ticketId } = securityHistory;
  return { ...row, ticketId, elementId: null, executionId: null, data: JSON.parse(row.data) };
}
