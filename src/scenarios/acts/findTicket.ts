import type { Knex } from 'knex';
import { selectChildTickets, selectTicket, type TicketRow } from '../../modules/tickets/index.js';
import { ScenarioFailure } from '../errors.js';

/** The scenario's ticket with everything that it called or started, however deep, in the order of their making. */
export async function ticketFamily(db: Knex, rootId: number): Promise<TicketRow[]> {
  const family: TicketRow[] = [await selectTicket(db, rootId)];
  for (const ticket of family) family.push(...(await selectChildTickets(db, ticket.id)));
  return family.sort((one, other) => one.id - other.id);
}

/** The ticket that a step is about: the newest one of the process `within`, else the scenario's own. @throws {ScenarioFailure} */
export async function findTicket(db: Knex, rootId: number, within: string | undefined): Promise<TicketRow> {
  const family = await ticketFamily(db, rootId);
  const found = within === undefined ? family[0] : family.filter((one) => one.processKey === within).at(-1);
  if (!found) throw new ScenarioFailure(`此刻没有流程 ${within} 的子工单`);
  return found;
}
