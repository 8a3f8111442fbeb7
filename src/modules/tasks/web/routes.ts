import { permissions } from '../../../platform/permissions.js';
import type { Route } from '../../../platform/web/deps.js';
import * as inbox from './inbox.js';
import * as reassignments from './reassignments.js';
import { remind } from './reminding.js';
import * as retraction from './retraction.js';
import * as returning from './returning.js';
import * as signing from './signing.js';
import * as tasks from './tasks.js';
import * as taskTransfer from './taskTransfer.js';

const { person, work } = permissions;

/** The addresses of tasks and who may use each; the first match counts. */
export const tasksRoutes: readonly Route[] = [
  ['get', '/tasks', inbox.index, person],
  ['post', '/tasks/search', inbox.search, person],
  ['post', '/tasks/filters', inbox.save, person],
  ['get', '/tasks/filters/:id', inbox.use, person],
  ['post', '/tasks/filters/:id/removal', inbox.remove, person],
  ['post', '/tasks/drafts/removal', inbox.discard, person],
  ['get', '/tasks/:taskId', tasks.show, person],
  ['post', '/tasks/:taskId/claim', tasks.claim, work],
  ['post', '/tasks/:taskId/release', tasks.release, work],
  ['get', '/tasks/:taskId/reassignment', taskTransfer.askReassign, work],
  ['post', '/tasks/:taskId/reassignment', taskTransfer.reassign, work],
  ['get', '/tasks/:taskId/delegation', taskTransfer.askDelegate, work],
  ['post', '/tasks/:taskId/delegation', taskTransfer.delegate, work],
  ['post', '/tasks/:taskId/recall', taskTransfer.recall, work],
  ['get', '/tasks/:taskId/return', returning.ask, work],
  ['post', '/tasks/:taskId/return', returning.send, work],
  ['get', '/tasks/:taskId/withdrawal', retraction.askWithdraw, work],
  ['post', '/tasks/:taskId/withdrawal', retraction.withdraw, work],
  ['get', '/tasks/:taskId/signers-before', signing.askBefore, work],
  ['post', '/tasks/:taskId/signers-before', signing.addBefore, work],
  ['get', '/tasks/:taskId/signers-after', signing.askAfter, work],
  ['post', '/tasks/:taskId/signers-after', signing.addAfter, work],
  ['get', '/tasks/:taskId/removal', retraction.askRemove, work],
  ['post', '/tasks/:taskId/removal', retraction.remove, work],
  ['post', '/tasks/:taskId/opinion', signing.sign, work],
  ['post', '/tasks/:taskId/reminder', remind, work],
  ['post', '/tasks/:taskId/completion', tasks.complete, work],
  ['post', '/tasks/:taskId/draft', tasks.draft, work],
  ['post', '/tasks/:taskId/records', tasks.record, work],
  ['get', '/reassignments/new', reassignments.ask, work],
  ['post', '/reassignments', reassignments.start, work],
  ['get', '/reassignments/:id', reassignments.show, work],
  ['post', '/reassignments/:id/cancellation', reassignments.cancel, work],
];
