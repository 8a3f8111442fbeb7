import type { Knex } from 'knex';
import { selectAuditEvents } from '../../../../src/modules/tickets/store/auditEvents.js';
import {
  type ChainedEvent,
  firstPreviousHash,
  hashEvent,
} from '../../../../src/platform/access/auditChain.js';

export async function ticketIdOf(db: Knex, number: string): Promise<number> {
  return (await db('tickets').where({ number }).first('id')).id;
}

/** Writes a ticket's history anew as somebody would who knows how hashes are made: everything fits again. */
export async function forgeHistory(
  db: Knex,
  number: string,
  change: (events: ChainedEvent[]) => ChainedEvent[],
): Promise<void> {
  const ticketId = await ticketIdOf(db, number);
  let previousHash = firstPreviousHash;
  const events = change(await selectAuditEvents(db, ticketId)).map((event, index) => {
    const linked = { ...event, seq: index + 1, previousHash };
    previousHash = hashEvent(linked);
    return { ...linked, hash: previousHash };
  });
  await db('audit_events').where({ ticketId }).delete();
  for (const event of events) await db('audit_events').insert({ ...event, data: JSON.stringify(event.data) });
  await db('tickets').where({ id: ticketId }).update({
    eventCount: events.length,
    headHash: previousHash,
  });
}

/** Removes a ticket with everything that hangs on it. */
export async function deleteTicket(db: Knex, number: string): Promise<void> {
  const ticketId = await ticketIdOf(db, number);
  const tasks = db('tasks').where({ ticketId }).select('id');
  for (const table of ['task_candidate_groups', 'task_exclusions'])
    await db(table).whereIn('taskId', tasks).delete();
  const referred = ['jobs', 'tasks'];
  const hanging = (await tablesWithTicket(db)).filter((table) => !referred.includes(table));
  for (const table of [...hanging, ...referred]) await db(table).where({ ticketId }).delete();
  await db('tickets').where({ id: ticketId }).delete();
}

/** Tables whose rows belong to a ticket; the sealed heads stay. */
async function tablesWithTicket(db: Knex): Promise<string[]> {
  const isSqlite = db.client.config.client !== 'pg';
  const answer = await db.raw(
    isSqlite
      ? "select m.name as name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and c.name = 'ticket_id'"
      : "select table_name as name from information_schema.columns where column_name = 'ticket_id' and table_schema = 'public'",
  );
  const rows: { name: string }[] = isSqlite ? answer : answer.rows;
  return rows.map(({ name }) => name).filter((name) => name !== 'checkpoint_heads');
}
