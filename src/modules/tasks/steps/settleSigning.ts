import type { CommandContext } from '../../../platform/runCommand.js';
import {
  type AuditEntry,
  advanceTicket,
  applyTaskUpdates,
  saveTicket,
  selectOptionalSubmission,
  selectSideTasks,
  selectTask,
  signingStateOf,
  type TaskRow,
  type TaskUpdate,
  type TicketRow,
  tasksOfSameRound,
} from '../../tickets/index.js';
import { completionCommand } from '../model/completionCommand.js';
import { resumeTask } from '../model/resumeTask.js';

/**
 * After a signer signed or was removed: asks the next one, gives the task back to its holder, or advances the ticket
 * with the holder's submission. Saves the signer's change too.
 * @throws {EngineError}
 */
export async function settleSigning(
  context: CommandContext,
  ticket: TicketRow,
  signer: TaskRow,
  done: TaskUpdate,
  cause: AuditEntry,
): Promise<void> {
  const parent = await selectTask(context.tx, signer.parentId as number);
  const signers = applyTaskUpdates(tasksOfSameRound(await selectSideTasks(context.tx, parent.id), signer), [
    done,
  ]);
  const standing = signingStateOf(signers);
  if (standing === 'release') return completeSignedTask(context, ticket, parent, done, cause);
  const changes = [{ update: done, event: cause }];
  const waiting = signers.filter(({ status }) => status === 'suspended');
  if (standing === 'open') {
    const isAsked = signers.some(({ status }) => status === 'claimed');
    const [next] = waiting;
    if (!isAsked && next) changes.push(resumeTask(next));
  } else {
    changes.push(...signers.flatMap((one) => cancelUnsignedTask(context, one)), resumeTask(parent));
  }
  await saveTicket(context, ticket, {
    events: changes.map(({ event }) => event),
    tasks: changes.map(({ update }) => update),
  });
}

/**
 * The holder's submission, which is part of the ticket's data already, becomes the task's end. Meanwhile others may have
 * put their own into the same fields: the vote is that of the submission.
 */
async function completeSignedTask(
  context: CommandContext,
  ticket: TicketRow,
  parent: TaskRow,
  done: TaskUpdate,
  cause: AuditEntry,
): Promise<void> {
  const definition = await context.definitions.load(context.tx, ticket.definitionId);
  const { id, assigneeId: completedBy } = parent;
  const change = { status: 'completed', completedBy, completedAt: context.now.toISOString() } as const;
  const submission = await selectOptionalSubmission(context.tx, ticket.id, parent.id);
  const command = completionCommand(definition, ticket, parent, submission?.data ?? {});
  const data = { ...cause.data, releasedTaskId: parent.id };
  await advanceTicket(context, ticket, command, { ...cause, data }, { tasks: [done, { id, change }] });
}

/** Cancels the task of a signer who need not sign any more. */
function cancelUnsignedTask(
  { now }: CommandContext,
  signer: TaskRow,
): { update: TaskUpdate; event: AuditEntry }[] {
  const { id, status, elementId, executionId, name, parentId } = signer;
  if (status === 'completed' || status === 'cancelled') return [];
  const change = { status: 'cancelled', completedAt: now.toISOString() } as const;
  const data = { taskId: id, name, parentTaskId: parentId, reason: '其他加签人员不同意' };
  return [{ update: { id, change }, event: { type: 'task.removed', elementId, executionId, data } }];
}
