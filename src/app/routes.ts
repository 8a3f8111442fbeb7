import type { Express, RequestHandler } from 'express';
import { permissions } from '../rules/permissions.js';
import * as accessLog from './accessLog.js';
import * as account from './account.js';
import * as attachments from './attachments.js';
import * as auditProof from './auditProof.js';
import * as auditTicket from './auditTicket.js';
import * as auditTickets from './auditTickets.js';
import * as board from './board.js';
import * as cancellation from './cancellation.js';
import * as company from './company.js';
import * as computedPapers from './computedPapers.js';
import * as customerExport from './customerExport.js';
import * as customerImports from './customerImports.js';
import * as customerMerge from './customerMerge.js';
import * as customerRecords from './customerRecords.js';
import * as customers from './customers.js';
import type { Handler, Route, Web } from './deps.js';
import { designerRoutes } from './designerRoutes.js';
import { departureRoutes } from './directory/departure.js';
import { directoryRoutes } from './directory/routes.js';
import * as exports from './exports.js';
import * as handOver from './handOver.js';
import { health } from './health.js';
import * as help from './help.js';
import * as inbox from './inbox.js';
import * as jobs from './jobs.js';
import * as lookups from './lookups.js';
import * as mails from './mails.js';
import { logInLimit } from './middleware/logInLimit.js';
import { requirePermission } from './middleware/permission.js';
import * as paperEditor from './paperEditor.js';
import * as papers from './papers.js';
import { paths } from './paths.js';
import * as reassignments from './reassignments.js';
import * as register from './register.js';
import { remind } from './reminding.js';
import * as returning from './returning.js';
import * as session from './session.js';
import * as settings from './settings/index.js';
import * as numbering from './settings/numbering.js';
import * as publishing from './settings/publishing.js';
import * as signing from './signing.js';
import * as startTickets from './startTickets.js';
import * as takingBack from './takingBack.js';
import * as tasks from './tasks.js';
import * as ticketHistory from './ticketHistory.js';
import * as ticketPlayback from './ticketPlayback.js';
import * as tickets from './tickets.js';
import * as ticketTalk from './ticketTalk.js';

const home: Handler = (_web, _req, res) => res.redirect(303, paths.tasks());
const {
  audit,
  configure,
  department,
  dispatch,
  editFile,
  exportFiles,
  hours,
  layout,
  mergeFile,
  operate,
  oversee,
  person,
  readBoard,
  readFile,
  renew,
  work,
} = permissions;

/** Every address of the application and who may use it; what isn't here doesn't exist. The first match counts. */
export const routes: readonly Route[] = [
  ['get', '/healthz', health, 'public'],
  ['get', '/session/new', session.logInPage, 'public'],
  ['post', '/session', session.logIn, 'public'],
  ['post', '/session/end', session.logOut, 'public'],
  ['get', '/', home, person],
  ['get', '/account', account.show, person],
  ['post', '/account/password', account.password, person],
  ['post', '/account/theme', account.theme, person],
  ['get', '/tasks', inbox.index, person],
  ['post', '/tasks/search', inbox.search, person],
  ['post', '/tasks/filters', inbox.save, person],
  ['get', '/tasks/filters/:id', inbox.use, person],
  ['post', '/tasks/filters/:id/removal', inbox.remove, person],
  ['post', '/tasks/drafts/removal', inbox.discard, person],
  ['get', '/tasks/:id', tasks.show, person],
  ['post', '/tasks/:id/claim', tasks.claim, work],
  ['post', '/tasks/:id/release', tasks.release, work],
  ['get', '/tasks/:id/reassignment', handOver.askReassign, work],
  ['post', '/tasks/:id/reassignment', handOver.reassign, work],
  ['get', '/tasks/:id/delegation', handOver.askDelegate, work],
  ['post', '/tasks/:id/delegation', handOver.delegate, work],
  ['post', '/tasks/:id/recall', handOver.recall, work],
  ['get', '/tasks/:id/return', returning.ask, work],
  ['post', '/tasks/:id/return', returning.send, work],
  ['get', '/tasks/:id/withdrawal', takingBack.askWithdraw, work],
  ['post', '/tasks/:id/withdrawal', takingBack.withdraw, work],
  ['get', '/tasks/:id/signers-before', signing.askBefore, work],
  ['post', '/tasks/:id/signers-before', signing.addBefore, work],
  ['get', '/tasks/:id/signers-after', signing.askAfter, work],
  ['post', '/tasks/:id/signers-after', signing.addAfter, work],
  ['get', '/tasks/:id/removal', takingBack.askRemove, work],
  ['post', '/tasks/:id/removal', takingBack.remove, work],
  ['post', '/tasks/:id/opinion', signing.sign, work],
  ['post', '/tasks/:id/reminder', remind, work],
  ['post', '/tasks/:id/completion', tasks.complete, work],
  ['post', '/tasks/:id/draft', tasks.draft, work],
  ['post', '/tasks/:id/records', tasks.record, work],
  ['get', '/tickets', tickets.index, person],
  ['post', '/tickets/search', tickets.search, person],
  ['get', '/tickets/new', startTickets.choose, work],
  ['get', '/tickets/new/:processKey', startTickets.startPage, work],
  ['post', '/tickets', startTickets.start, work],
  ['post', '/tickets/draft', startTickets.draft, work],
  ['get', '/tickets/:number', tickets.show, person],
  ['get', '/tickets/:number/copies', ticketTalk.askCopy, work],
  ['post', '/tickets/:number/copies', ticketTalk.copy, work],
  ['post', '/tickets/:number/copy-receipt', ticketTalk.acknowledge, person],
  ['post', '/tickets/:number/comments', ticketTalk.comment, work],
  ['get', '/tickets/:number/cancellation', cancellation.ask, work],
  ['post', '/tickets/:number/cancellation', cancellation.cancel, work],
  ['get', '/tickets/:number/history', ticketHistory.show, person],
  ['get', '/tickets/:number/playback', ticketPlayback.show, person],
  ['get', '/board', board.index, readBoard],
  ['get', '/board/state', board.state, readBoard],
  ['post', '/board/assignments', board.assign, dispatch],
  ['get', '/reassignments/new', reassignments.ask, work],
  ['post', '/reassignments', reassignments.start, work],
  ['get', '/reassignments/:id', reassignments.show, work],
  ['post', '/reassignments/:id/cancellation', reassignments.cancel, work],
  ['get', '/register', register.index, oversee],
  ['post', '/register/search', register.search, oversee],
  ['post', '/register/export', register.exportWorkbook, oversee],
  ['get', '/exports', exports.index, exportFiles],
  ['get', '/exports/:id', exports.show, exportFiles],
  ['get', '/exports/:id/file', exports.download, exportFiles],
  ['post', '/exports/:id/cancellation', exports.cancel, exportFiles],
  ['get', '/tickets/:number/papers', papers.ofTicket, person],
  ['get', '/tickets/:number/papers/:paper', papers.show, person],
  ['get', '/papers', computedPapers.index, person],
  ['get', '/papers/:paper/blank', papers.blank, person],
  ['get', '/papers/daily-report', computedPapers.dailyReport, person],
  ['get', '/papers/service-summary', computedPapers.serviceSummary, hours],
  ['get', '/papers/renewal-notice/:id', computedPapers.renewalNotice, renew],
  ['get', '/papers/:paper/layout', paperEditor.show, layout],
  ['post', '/papers/:paper/layout', paperEditor.save, layout],
  ['post', '/papers/:paper/preview', paperEditor.preview, layout],
  ...designerRoutes,
  ['get', '/customers', customers.index, readFile],
  ['post', '/customers', customerRecords.create, editFile],
  ['post', '/customers/search', lookups.searchCustomers, readFile],
  ['post', '/customers/filter', customers.filter, readFile],
  ['get', '/customers/new', customerRecords.add, editFile],
  ['post', '/customers/export', customerExport.exportFile, editFile],
  ['get', '/customers/template', customerExport.template, editFile],
  ['get', '/customers/imports', customerImports.index, editFile],
  ['post', '/customers/imports', customerImports.upload, editFile],
  ['get', '/customers/imports/:id', customerImports.show, editFile],
  ['post', '/customers/imports/:id/run', customerImports.run, editFile],
  ['post', '/customers/imports/:id/cancellation', customerImports.cancel, editFile],
  ['post', '/customers/imports/:id/refused', customerImports.refused, editFile],
  ['get', '/customers/:id', customers.show, readFile],
  ['post', '/customers/:id', customerRecords.update, editFile],
  ['get', '/customers/:id/edit', customerRecords.edit, editFile],
  ['get', '/customers/:id/history', customers.history, readFile],
  ['get', '/customers/:id/merge', customerMerge.choose, mergeFile],
  ['post', '/customers/:id/merge/search', customerMerge.search, mergeFile],
  ['get', '/customers/:id/merge/:otherId', customerMerge.compare, mergeFile],
  ['post', '/customers/:id/merge/:otherId', customerMerge.merge, mergeFile],
  ['get', '/customers/:id/:list/new', customerRecords.add, editFile],
  ['post', '/customers/:id/:list', customerRecords.create, editFile],
  ['get', '/customers/:id/:list/:recordId/edit', customerRecords.edit, editFile],
  ['post', '/customers/:id/:list/:recordId', customerRecords.update, editFile],
  ['post', '/customers/:id/:list/:recordId/removal', customerRecords.remove, editFile],
  ['post', '/products/search', lookups.searchProducts, work],
  ['post', '/service-category', lookups.proposeCategory, work],
  ['post', '/attachments', attachments.upload, work],
  ['get', '/attachments/:id', attachments.download, person],
  ['get', '/company/logo/:sha256', company.logo, person],
  ['get', '/settings', settings.index, department],
  ['get', '/settings/company', settings.company.show, configure],
  ['post', '/settings/company', settings.company.save, configure],
  ['post', '/settings/company/logo', settings.company.logo, configure],
  ['get', '/settings/calendar', settings.calendar.show, department],
  ['post', '/settings/calendar', settings.calendar.save, department],
  ['get', '/settings/numbering', numbering.show, configure],
  ['post', '/settings/numbering', numbering.save, configure],
  ['get', '/settings/prices', settings.prices.show, department],
  ['post', '/settings/prices', settings.prices.save, department],
  ['get', '/settings/publishing', publishing.show, configure],
  ['post', '/settings/publishing', publishing.save, configure],
  ['get', '/settings/mail', settings.mail.show, configure],
  ['post', '/settings/mail', settings.mail.save, configure],
  ['post', '/settings/mail/test', settings.mail.test, configure],
  ...directoryRoutes,
  ...departureRoutes,
  ['get', '/admin/mails', mails.index, operate],
  ['get', '/admin/mails/:id', mails.show, operate],
  ['get', '/admin/jobs', jobs.index, operate],
  ['post', '/admin/jobs/:id/retry', jobs.retry, operate],
  ['post', '/admin/jobs/:id/skip', jobs.skip, operate],
  ['get', '/audit/tickets', auditTickets.index, audit],
  ['post', '/audit/search', auditTickets.search, audit],
  ['post', '/audit/search/workbook', auditTickets.workbook, audit],
  ['post', '/audit/tickets/:number/replay', auditTicket.replay, audit],
  ['post', '/audit/tickets/:number/export', auditTicket.exportTicket, audit],
  ['get', '/audit/checkpoints', auditProof.checkpoints, audit],
  ['post', '/audit/verification', auditProof.verify, audit],
  ['post', '/audit/replay', auditProof.replay, audit],
  ['get', '/audit/checks/:id', auditProof.show, audit],
  ['post', '/audit/checks/:id/cancellation', auditProof.cancel, audit],
  ['get', '/audit/accesses', accessLog.index, audit],
  ['get', '/help', help.index, person],
  ['get', '/help/:topic', help.show, person],
];

/** Mounts the table; each handler runs behind its permission. */
export function addRoutes(app: Express, web: Web): void {
  const guards: Partial<Record<string, RequestHandler[]>> = { '/session': logInLimit(web) };
  for (const [method, path, handler, permission] of routes) {
    app[method](path, ...(guards[path] ?? []), requirePermission(permission), (req, res) =>
      handler(web, req, res),
    );
  }
}
