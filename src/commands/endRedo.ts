import { selectTask, type TaskRow, updateTask } from '../db/tasks.js';
import type { TicketRow } from '../db/tickets.js';
import type { AuditEntry } from '../rules/auditChain.js';
import { advanceTicket } from './advanceTicket.js';
import { recordChange } from './recordChange.js';
import { resumeTask } from './resumeTask.js';
import type { CommandContext } from './runCommand.js';

/**
 * After a 补办 the task that was returned goes back to who returned it; or, where it was returned to be gone through
 * again, the ticket goes on behind the step that was done again.
 * @throws {EngineError}
 */
export async function endRedo(
  context: CommandContext,
  ticket: TicketRow,
  redo: TaskRow,
  cause: AuditEntry,
): Promise<void> {
  const parent = await selectTask(context.tx, redo.parentId as number);
  if (parent.outcome !== 'returned') {
    await recordChange(context, ticket, [cause, await resumeTask(context, parent)]);
    return;
  }
  const at = context.now.toISOString();
  await updateTask(context.tx, parent.id, { status: 'cancelled', completedAt: at });
  const { executionId } = parent;
  const command = { type: 'move', executionId, to: redo.elementId, variables: ticket.variables } as const;
  await advanceTicket(context, ticket, command, cause);
}
