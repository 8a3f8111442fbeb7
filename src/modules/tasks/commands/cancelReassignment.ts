import { NotAllowed, NotFound } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectReassignmentForUpdate, updateReassignment } from '../store/reassignments.js';

/** Stops a batch after the current task; reassigned tasks stay. Repeating it succeeds. @throws {NotFound} {NotAllowed} */
export async function cancelReassignment(context: CommandContext, { id }: { id: number }): Promise<void> {
  const found = await selectReassignmentForUpdate(context.tx, id);
  if (found.createdBy !== context.actor.id) throw new NotFound('该次批量转办');
  if (found.status === 'cancelled') return;
  if (found.status === 'finished') throw new NotAllowed('该次批量转办已完成，不能停止。');
  await updateReassignment(context.tx, id, {
    status: 'cancelled',
    finishedAt: context.now.toISOString(),
  });
}
