import type { Person } from '../../../platform/actor.js';
import { NotAllowed, TaskAlreadyAssigned } from '../../../platform/errors.js';
import { paths } from '../../../platform/paths.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { queueNotices, selectPerson } from '../../people/index.js';
import { findReceiver, openForAction } from '../../tasks/index.js';
import { saveTicket, type TaskRow, type TicketRow, whyNotReassign } from '../../tickets/index.js';
import { whyNotAssign } from '../model/dispatching.js';

export interface AssignTaskInput {
  taskId: number;
  /** Null: nobody was chosen. */
  personId: number | null;
}

/** The confirmation for the dispatcher. */
export interface Assignment {
  number: string;
  task: string;
  receiver: string;
}

/**
 * 派工: gives a task that nobody has to an engineer. Assigning it to its present holder succeeds.
 * @throws {NotAllowed} {InvalidForm} {TaskAlreadyAssigned} {TaskAlreadyCompleted} {TaskCancelled}
 */
export async function assignTask(context: CommandContext, input: AssignTaskInput): Promise<Assignment> {
  const { ticket, task } = await openForAction(context, 'reassign', input);
  const refusal = whyNotAssign(context.actor, task) ?? whyNotReassign(context.actor, task);
  if (refusal) throw new NotAllowed(refusal);
  if (task.assigneeId === null) {
    const receiver = await findReceiver(context, task, input.personId);
    await giveToEngineer(context, ticket, task, receiver);
    return { number: ticket.number, task: task.name, receiver: receiver.name };
  }
  const holder = await selectPerson(context.tx, task.assigneeId);
  if (holder.id !== input.personId) throw new TaskAlreadyAssigned(holder.name);
  return { number: ticket.number, task: task.name, receiver: holder.name };
}

async function giveToEngineer(
  context: CommandContext,
  ticket: TicketRow,
  task: TaskRow,
  receiver: Person,
): Promise<void> {
  const { actor, now } = context;
  const { id: taskId, elementId, executionId, name } = task;
  const data = { taskId, name, to: { id: receiver.id, name: receiver.name } };
  const held = { status: 'claimed', assigneeId: receiver.id, claimedAt: now.toISOString() } as const;
  await saveTicket(context, ticket, {
    tasks: [{ id: taskId, change: held }],
    events: [{ type: 'task.assigned', elementId, executionId, data }],
  });
  await queueNotices(context, ticket.id, [receiver.id], {
    kind: '派工',
    about: `${ticket.number} ${name}`,
    text: `${actor.name}将工单 ${ticket.number} 的任务「${name}」派给您，请办理。`,
    path: paths.task(taskId),
  });
}
