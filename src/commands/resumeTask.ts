import { type TaskRow, updateTask } from '../db/tasks.js';
import type { AuditEntry } from '../rules/auditChain.js';
import type { CommandContext } from './runCommand.js';

/** Gives a task that waited for others back to who has it. @returns the event for the ticket's chain */
export async function resumeTask({ tx }: CommandContext, task: TaskRow): Promise<AuditEntry> {
  await updateTask(tx, task.id, { status: 'claimed' });
  const { id: taskId, elementId, executionId, name, assigneeId } = task;
  return {
    type: 'task.resumed',
    elementId,
    executionId,
    data: { taskId, name, assignee: { id: assigneeId } },
  };
}
