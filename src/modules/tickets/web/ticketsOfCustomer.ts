import type { Person } from '../../../platform/actor.js';
import type { Web } from '../../../platform/web/deps.js';
import { selectTickets } from '../read/tickets.js';
import { ticketItem } from './presenters/ticketList.js';

const maxTickets = 20;

/** The latest tickets of a customer that the person may see, for the page of the customer. */
export async function ticketsOfCustomer({ runtime, config }: Web, person: Person, customerId: number) {
  const { tickets, next } = await selectTickets(runtime.db, person, { customerId });
  return {
    tickets: tickets
      .slice(0, maxTickets)
      .map((ticket) => ticketItem(ticket, runtime.clock.now(), config.timeZone)),
    hasMoreTickets: next !== null || tickets.length > maxTickets,
  };
}
