import { updateJob } from '../../../jobs/store/jobs.js';
import { type DomainError, InvalidForm, NotAllowed } from '../../../platform/errors.js';
import { paths } from '../../../platform/paths.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { queueNotices, selectOptionalActor } from '../../people/index.js';
import { whyNotReassign } from '../../tickets/index.js';
import { findReceiver } from '../steps/findReceiver.js';
import { giveTask } from '../steps/giveTask.js';
import { openForAction } from '../steps/openForAction.js';
import {
  countReceived,
  type ReassignmentItemRow,
  selectNextItem,
  updateReassignmentItem,
} from '../store/reassignmentItems.js';
import {
  type ReassignmentRow,
  selectReassignmentForUpdate,
  updateReassignment,
} from '../store/reassignments.js';

interface Batch {
  jobId: number;
  reassignmentId: number;
}

/**
 * Reassigns the next task of a batch on behalf of its requester, in one transaction with the progress of the batch. The
 * same job continues until no task is left, and then each receiver gets one notice.
 * @throws the same errors as a single 转办
 */
export async function reassignNext(context: CommandContext, batch: Batch): Promise<void> {
  const found = await selectReassignmentForUpdate(context.tx, batch.reassignmentId);
  const item = found.status === 'running' ? await selectNextItem(context.tx, found.id) : undefined;
  if (!item) return finishBatch(context, batch, found);
  await reassignItem(context, found, item);
  await updateReassignmentItem(context.tx, item, { status: 'done', message: null });
  await requeueJob(context, batch);
}

/** Records why the next task of a batch was not reassigned. */
export async function recordRefusedItem(
  context: CommandContext,
  { error, ...batch }: Batch & { error: DomainError },
): Promise<void> {
  const item = await selectNextItem(context.tx, batch.reassignmentId);
  const message = error instanceof InvalidForm ? (error.errors[0]?.message ?? error.message) : error.message;
  if (item) await updateReassignmentItem(context.tx, item, { status: 'refused', message });
  await requeueJob(context, batch);
}

async function reassignItem(
  context: CommandContext,
  found: ReassignmentRow,
  { taskId, fromId, toId }: ReassignmentItemRow,
): Promise<void> {
  const actor = await selectOptionalActor(context.tx, found.createdBy);
  if (!actor) throw new NotAllowed('发起转办的人员已离职或停用。');
  const acting = { ...context, actor };
  const { ticket, task } = await openForAction(acting, 'reassign', { taskId });
  if (task.assigneeId !== fromId) throw new NotAllowed('该任务的办理人已经变动，没有转办。');
  const refusal = whyNotReassign(actor, task);
  if (refusal) throw new NotAllowed(refusal);
  const receiver = await findReceiver(acting, task, toId);
  await giveTask(acting, { ticket, task }, receiver, found.reason);
}

async function requeueJob({ tx, now }: CommandContext, { jobId }: Batch): Promise<void> {
  await updateJob(tx, jobId, { status: 'ready', leasedUntil: null, attempts: 0, runAt: now.toISOString() });
}

async function finishBatch(context: CommandContext, { jobId }: Batch, found: ReassignmentRow): Promise<void> {
  const { tx, now } = context;
  const finishedAt = now.toISOString();
  await updateJob(tx, jobId, { status: 'done', leasedUntil: null, finishedAt });
  if (found.status === 'running') await updateReassignment(tx, found.id, { status: 'finished', finishedAt });
  for (const { toId, count } of await countReceived(tx, found.id))
    await queueNotices(context, null, [toId], {
      kind: '转办',
      about: `${count} 项任务`,
      text: `有 ${count} 项任务转办给您，请在待办中办理。`,
      path: paths.tasks(),
    });
}
