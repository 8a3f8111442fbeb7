import { permissions } from '../../../platform/permissions.js';
import type { Route } from '../../../platform/web/deps.js';
import * as computedPapers from './computedPapers.js';
import * as paperEditor from './paperEditor.js';
import * as papers from './papers.js';

const { hours, layout, person, renew } = permissions;

/** The addresses of papers and who may use each; the first match counts. */
export const papersRoutes: readonly Route[] = [
  ['get', '/tickets/:number/papers', papers.ofTicket, person],
  ['get', '/tickets/:number/papers/:paper', papers.show, person],
  ['get', '/papers', computedPapers.index, person],
  ['get', '/papers/:paper/blank', papers.blank, person],
  ['get', '/papers/daily-report', computedPapers.dailyReport, person],
  ['get', '/papers/service-summary', computedPapers.serviceSummary, hours],
  // before the notice of a contract, which would take the word for a contract's number
  ['get', '/papers/:paper/layout', paperEditor.show, layout],
  ['get', '/papers/renewal-notice/:id', computedPapers.renewalNotice, renew],
  ['post', '/papers/:paper/layout', paperEditor.save, layout],
  ['post', '/papers/:paper/preview', paperEditor.preview, layout],
];
