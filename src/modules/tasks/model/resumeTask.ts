import type { AuditEntry, TaskRow, TaskUpdate } from '../../tickets/index.js';

/** The update and event that give a suspended task back to its holder. */
export function resumeTask(task: TaskRow): { update: TaskUpdate; event: AuditEntry } {
  const { id, elementId, executionId, name, assigneeId } = task;
  const data = { taskId: id, name, assignee: { id: assigneeId } };
  return {
    update: { id, change: { status: 'claimed' } },
    event: { type: 'task.resumed', elementId, executionId, data },
  };
}
