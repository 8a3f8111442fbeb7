import { permissions } from '../../../platform/permissions.js';
import type { Route } from '../../../platform/web/deps.js';
import * as accessLog from './accessLog.js';
import * as auditProof from './auditProof.js';
import * as auditTicket from './auditTicket.js';
import * as auditTickets from './auditTickets.js';
import * as securityLog from './securityLog.js';

const { audit } = permissions;

/** The addresses of audit and who may use each; the first match counts. */
export const auditRoutes: readonly Route[] = [
  ['get', '/audit/tickets', auditTickets.index, audit],
  ['post', '/audit/search', auditTickets.search, audit],
  ['post', '/audit/search/workbook', auditTickets.workbook, audit, 'confirmed'],
  ['post', '/audit/tickets/:number/replay', auditTicket.replay, audit],
  ['post', '/audit/tickets/:number/export', auditTicket.exportTicket, audit, 'confirmed'],
  ['get', '/audit/checkpoints', auditProof.checkpoints, audit],
  ['post', '/audit/verification', auditProof.verify, audit],
  ['post', '/audit/replay', auditProof.replay, audit],
  ['get', '/audit/checks/:id', auditProof.show, audit],
  ['post', '/audit/checks/:id/cancellation', auditProof.cancel, audit],
  ['get', '/audit/accesses', accessLog.index, audit],
  ['get', '/audit/security', securityLog.index, audit],
];
