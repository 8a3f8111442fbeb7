import { moveTicketsToCustomer, selectVisibleTicket, ticketsOfCustomer } from '../modules/tickets/index.js';
import type { Web } from '../platform/web/deps.js';
import { pageFrame } from './pageFrame.js';

/** What the program is started with; the rest is what modules do for each other. */
export type WebParts = Omit<Web, 'frameOf' | 'ticketsOfCustomer' | 'moveTickets' | 'ticketVariables'>;

/** Gives the pages of each module what only a module above it can do. */
export function connectModules(parts: WebParts): Web {
  const web: Web = {
    ...parts,
    frameOf: (req) => pageFrame(web, req),
    ticketsOfCustomer: (person, customerId) => ticketsOfCustomer(web, person, customerId),
    moveTickets: moveTicketsToCustomer,
    ticketVariables: async (person, number) =>
      (await selectVisibleTicket(web.runtime.db, person, number)).ticket.variables,
  };
  return web;
}
