import { selectSideTasks, selectTask, type TaskRow, updateTask } from '../db/tasks.js';
import type { TicketRow } from '../db/tickets.js';
import type { AuditEntry } from '../rules/auditChain.js';
import { standingOf } from '../rules/countersigning.js';
import { sameRound } from '../rules/sideTasks.js';
import { advanceTicket } from './advanceTicket.js';
import { completionOf } from './completionOf.js';
import { recordChange } from './recordChange.js';
import { resumeTask } from './resumeTask.js';
import type { CommandContext } from './runCommand.js';

/**
 * After a signer signed or was taken off: asks the next one, gives the task back to its holder, or lets the ticket go on
 * with what the holder submitted.
 * @throws {EngineError}
 */
export async function settleSigning(
  context: CommandContext,
  ticket: TicketRow,
  signer: TaskRow,
  cause: AuditEntry,
): Promise<void> {
  const parent = await selectTask(context.tx, signer.parentId as number);
  const signers = sameRound(await selectSideTasks(context.tx, parent.id), signer);
  const standing = standingOf(signers);
  if (standing === 'release') return release(context, ticket, parent, cause);
  const entries = [cause];
  const waiting = signers.filter(({ status }) => status === 'suspended');
  if (standing === 'open') {
    const isAsked = signers.some(({ status }) => status === 'claimed');
    const [next] = waiting;
    if (!isAsked && next) entries.push(await resumeTask(context, next));
  } else {
    for (const one of signers) entries.push(...(await takeOff(context, one)));
    entries.push(await resumeTask(context, parent));
  }
  await recordChange(context, ticket, entries);
}

/** The holder's submission, which is part of the ticket's data already, becomes the task's end. */
async function release(
  context: CommandContext,
  ticket: TicketRow,
  parent: TaskRow,
  cause: AuditEntry,
): Promise<void> {
  const definition = await context.definitions.load(context.tx, ticket.definitionId);
  await updateTask(context.tx, parent.id, {
    status: 'completed',
    completedBy: parent.assigneeId,
    completedAt: context.now.toISOString(),
  });
  const command = completionOf(definition, ticket, parent, ticket.variables);
  const data = { ...cause.data, releasedTaskId: parent.id };
  await advanceTicket(context, ticket, command, { ...cause, data });
}

/** One who has not signed yet needn't any more. */
async function takeOff({ tx, now }: CommandContext, signer: TaskRow): Promise<AuditEntry[]> {
  const { id, status, elementId, executionId, name, parentId } = signer;
  if (status === 'completed' || status === 'cancelled') return [];
  await updateTask(tx, id, { status: 'cancelled', completedAt: now.toISOString() });
  const data = { taskId: id, name, parentTaskId: parentId, reason: '其他加签人员不同意' };
  return [{ type: 'task.removed', elementId, executionId, data }];
}
