import { permissions } from '../../../platform/permissions.js';
import type { Route } from '../../../platform/web/deps.js';
import * as computedPapers from './computedPapers.js';
import * as paperEditor from './paperEditor.js';
import * as papers from './papers.js';

const { readAllHours, editPaperLayouts, person, renewContracts } = permissions;

/** The addresses of papers and who may use each; the first match counts. */
export const papersRoutes: readonly Route[] = [
  ['get', '/tickets/:number/papers', papers.index, person],
  ['get', '/tickets/:number/papers/:paper', papers.show, person],
  ['get', '/papers', computedPapers.index, person],
  ['get', '/papers/:paper/blank', papers.blank, person],
  ['get', '/papers/daily-report', computedPapers.dailyReport, person],
  ['get', '/papers/service-summary', computedPapers.serviceSummary, readAllHours],
  // before the notice of a contract, which would take the word for a contract's number
  ['get', '/papers/:paper/layout', paperEditor.show, editPaperLayouts],
  ['get', '/papers/renewal-notice/:id', computedPapers.renewalNotice, renewContracts],
  ['post', '/papers/:paper/layout', paperEditor.save, editPaperLayouts],
  ['post', '/papers/:paper/preview', paperEditor.preview, editPaperLayouts],
];
