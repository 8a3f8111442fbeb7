import type { Knex } from 'knex';
import { NotFound } from '../../../platform/errors.js';

/** A ticket as a member of its family. */
export interface FamilyTicket {
  id: number;
  parentId: number | null;
  definitionId: number;
  initiatorId: number | null;
}

const columns = ['id', 'parentId', 'definitionId', 'initiatorId'];

/** The ticket, all its ancestors, and all tickets that they called or started. @throws {NotFound} */
export async function selectTicketFamily(db: Knex, ticketId: number): Promise<FamilyTicket[]> {
  let root: FamilyTicket = await selectMember(db, ticketId);
  while (root.parentId !== null) root = await selectMember(db, root.parentId);
  const family = [root];
  for (let generation = [root]; generation.length > 0; ) {
    const ids = generation.map(({ id }) => id);
    generation = await db('tickets').whereIn('parentId', ids).orderBy('id').select(columns);
    family.push(...generation);
  }
  return family;
}

async function selectMember(db: Knex, id: number): Promise<FamilyTicket> {
  const row = await db('tickets').where({ id }).first(columns);
  if (!row) throw new NotFound('工单');
  return row;
}

/** A ticket and its ancestors, nearest first, at most `most`. */
export async function selectTicketsAbove(
  db: Knex,
  ticketId: number,
  most: number,
): Promise<{ number: string; parentExecutionId: string | null }[]> {
  const above: { number: string; parentExecutionId: string | null }[] = [];
  for (let id: number | null = ticketId; id !== null && above.length < most; ) {
    const row: { number: string; parentId: number | null; parentExecutionId: string | null } | undefined =
      await db('tickets').where({ id }).first('number', 'parentId', 'parentExecutionId');
    if (!row) throw new NotFound('工单');
    above.push(row);
    id = row.parentId;
  }
  return above;
}
