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
  ['get', '/tasks/:id', tasks.show, person],
  ['post', '/tasks/:id/claim', tasks.claim, work],
  ['post', '/tasks/:id/release', tasks.release, work],
  ['get', '/tasks/:id/reassignment', taskTransfer.askReassign, work],
  ['post', '/tasks/:id/reassignment', taskTransfer.reassign, work],
  ['get', '/tasks/:id/delegation', taskTransfer.askDelegate, work],
  ['post', '/tasks/:id/delegation', taskTransfer.delegate, work],
  ['post', '/tasks/:id/recall', taskTransfer.recall, work],
  ['get', '/tasks/:id/return', returning.ask, work],
  ['post', '/tasks/:id/return', returning.send, work],
  ['get', '/tasks/:id/withdrawal', retraction.askWithdraw, work],
  ['post', '/tasks/:id/withdrawal', retraction.withdraw, work],
  ['get', '/tasks/:id/signers-before', signing.askBefore, work],
  ['post', '/tasks/:id/signers-before', signing.addBefore, work],
  ['get', '/tasks/:id/signers-after', signing.askAfter, work],
  ['post', '/tasks/:id/signers-after', signing.addAfter, work],
  ['get', '/tasks/:id/removal', retraction.askRemove, work],
  ['post', '/tasks/:id/removal', retraction.remove, work],
  ['post', '/tasks/:id/opinion', signing.sign, work],
  ['post', '/tasks/:id/reminder', remind, work],
  ['post', '/tasks/:id/completion', tasks.complete, work],
  ['post', '/tasks/:id/draft', tasks.draft, work],
  ['post', '/tasks/:id/records', tasks.record, work],
  ['get', '/reassignments/new', reassignments.ask, work],
  ['post', '/reassignments', reassignments.start, work],
  ['get', '/reassignments/:id', reassignments.show, work],
  ['post', '/reassignments/:id/cancellation', reassignments.cancel, work],
];
