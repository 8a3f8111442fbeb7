import type { AuditEntry, TaskRow, TaskUpdate } from '../../tickets/index.js';

/** What gives a task that waited for others back to who has it. */
export function resumeTask(task: TaskRow): { update: TaskUpdate; event: AuditEntry } {
  const { id, elementId, executionId, name, assigneeId } = task;
  const data = { taskId: id, name, assignee: { id: assigneeId } };
  return {
    update: { id, change: { status: 'claimed' } },
    event: { type: 'task.resumed', elementId, executionId, data },
  };
}
