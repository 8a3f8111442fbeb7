import { permissions } from '../../../platform/permissions.js';
import type { Route } from '../../../platform/web/deps.js';
import * as attachments from './attachments.js';
import * as cancellation from './cancellation.js';
import * as comments from './comments.js';
import * as jobs from './jobs.js';
import * as messages from './messages.js';
import * as numbering from './numbering.js';
import * as startTickets from './startTickets.js';
import * as ticketHistory from './ticketHistory.js';
import * as ticketPlayback from './ticketPlayback.js';
import * as tickets from './tickets.js';
import * as visibility from './visibility.js';

const { configure, deliverMessages, operate, person, work } = permissions;

/** The addresses of tickets and who may use each; the first match counts. */
export const ticketsRoutes: readonly Route[] = [
  ['get', '/tickets', tickets.index, person],
  ['post', '/tickets/search', tickets.search, person],
  ['get', '/tickets/new', startTickets.choose, work],
  ['get', '/tickets/new/:processKey', startTickets.startPage, work],
  ['post', '/tickets', startTickets.start, work],
  ['post', '/tickets/draft', startTickets.draft, work],
  ['get', '/tickets/:number', tickets.show, person],
  ['get', '/tickets/:number/copies', comments.askCopy, work],
  ['post', '/tickets/:number/copies', comments.copy, work],
  ['post', '/tickets/:number/copy-receipt', comments.acknowledge, person],
  ['post', '/tickets/:number/comments', comments.comment, work],
  ['get', '/tickets/:number/cancellation', cancellation.ask, work],
  ['post', '/tickets/:number/cancellation', cancellation.cancel, work],
  ['get', '/tickets/:number/history', ticketHistory.show, person],
  ['get', '/tickets/:number/playback', ticketPlayback.show, person],
  ['post', '/attachments', attachments.upload, work],
  ['get', '/attachments/:id', attachments.download, person],
  ['get', '/messages', messages.index, deliverMessages],
  ['get', '/messages/new', messages.ask, deliverMessages],
  ['post', '/messages', messages.deliver, deliverMessages],
  ['get', '/settings/numbering', numbering.show, configure],
  ['post', '/settings/numbering', numbering.save, configure],
  ['get', '/settings/visibility', visibility.show, configure],
  ['get', '/admin/jobs', jobs.index, operate],
  ['post', '/admin/jobs/:id/retry', jobs.retry, operate],
  ['post', '/admin/jobs/:id/skip', jobs.skip, operate],
];
