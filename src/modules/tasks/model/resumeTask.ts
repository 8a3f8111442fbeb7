import type { TaskRow } from '../db/tasks.js';
import type { AuditEntry } from '../rules/auditChain.js';
import type { TaskUpdate } from './saveTicket.js';

/** What gives a task that waited for others back to who has it. */
export function resumeTask(task: TaskRow): { update: TaskUpdate; event: AuditEntry } {
  const { id, elementId, executionId, name, assigneeId } = task;
  const data = { taskId: id, name, assignee: { id: assigneeId } };
  return {
    update: { id, change: { status: 'claimed' } },
    event: { type: 'task.resumed', elementId, executionId, data },
  };
}
