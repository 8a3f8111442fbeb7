/** What other modules may use of tasks. */

export { claimTask } from './commands/claimTask.js';
export { completeTask } from './commands/completeTask.js';
export { recordRows } from './commands/recordRows.js';
export { reassignTasksJob } from './jobs/reassignTasks.js';
export { type InboxTask, selectInboxTasks } from './read/inbox.js';
export { countInbox, countLimit } from './read/inboxCounts.js';
export { findReceiver } from './steps/findReceiver.js';
export { refuseUnlessOpen } from './steps/lockTask.js';
export { openForAction } from './steps/openForAction.js';

export { soonAfter } from './web/inboxChoice.js';
export { countText } from './web/presenters/inbox.js';
export { tasksRoutes } from './web/routes.js';
