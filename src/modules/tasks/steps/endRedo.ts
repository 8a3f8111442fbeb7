import type { CommandContext } from '../../../platform/runCommand.js';
import {
  type AuditEntry,
  advanceTicket,
  type CauseChange,
  saveTicket,
  selectTask,
  type TaskRow,
  type TicketRow,
} from '../../tickets/index.js';
import { resumeTask } from '../model/resumeTask.js';

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
  { tasks = [], exclusions }: CauseChange,
): Promise<void> {
  const parent = await selectTask(context.tx, redo.parentId as number);
  if (parent.outcome !== 'returned') {
    const { update, event } = resumeTask(parent);
    return saveTicket(context, ticket, { events: [cause, event], tasks: [...tasks, update], exclusions });
  }
  const { id, executionId } = parent;
  const gone = { id, change: { status: 'cancelled', completedAt: context.now.toISOString() } } as const;
  const command = { type: 'move', executionId, to: redo.elementId, variables: ticket.variables } as const;
  await advanceTicket(context, ticket, command, cause, { tasks: [...tasks, gone], exclusions });
}
