import { InvalidForm, NotAllowed } from '../../../platform/errors.js';
import { paths } from '../../../platform/paths.js';
import { readReason } from '../../../platform/readReason.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { queueNotices } from '../../people/index.js';
import {
  advanceTicket,
  choosePerformerOfElement,
  type ReturnMode,
  type ReturnTarget,
  saveTicket,
  selectOpenTasks,
  type TaskRow,
  type TicketRow,
  whyNotReturn,
} from '../../tickets/index.js';
import { addSideTasks } from '../steps/addSideTasks.js';
import { findReturnTargets } from '../steps/findReturnTargets.js';
import { openForAction } from '../steps/openForAction.js';

export interface ReturnTaskInput {
  taskId: number;
  /** Target element; null without a choice. */
  to: string | null;
  mode: ReturnMode | null;
  reason: string;
  /** Revision of the task that the page showed. */
  revision: number;
}

/**
 * 退回: sends a ticket back to an earlier step, either to repeat all steps from there, or to redo only that step
 * and come back. The actor's typed data is not submitted. Parallel branches continue.
 * @throws {NotAllowed} {InvalidForm} {StaleTicket} {TaskAlreadyCompleted} {TaskCancelled} {EngineError}
 */
export async function returnTask(
  context: CommandContext,
  input: ReturnTaskInput,
): Promise<{ to: string; number: string }> {
  const { ticket, task } = await openForAction(context, 'return', input);
  const refusal = whyNotReturn(context.actor, task);
  if (refusal) throw new NotAllowed(refusal);
  const target = (await findReturnTargets(context, ticket, task)).find(
    ({ elementId }) => elementId === input.to,
  );
  if (!target) throw new InvalidForm([{ path: 'to', message: '请选择退回到哪一环节。' }]);
  const mode = chosenMode(target, input.mode);
  const reason = readReason(input.reason, '退回原因');
  const { person } = target;
  const { elementId, executionId, name } = task;
  const to = { elementId: target.elementId, name: target.name, person };
  const cause = {
    type: 'task.returned',
    elementId,
    executionId,
    data: { taskId: task.id, name, to, mode, reason },
  };
  if (mode === 'again' && !target.isStart) await repeatFromStep(context, ticket, task, target, cause);
  else await redoStep(context, ticket, task, { ...target, person: person as Named }, mode, cause);
  const again = (await selectOpenTasks(context.tx, ticket.id)).filter(
    (one) => one.elementId === target.elementId,
  );
  const asked = new Set(again.flatMap(({ assigneeId }) => assigneeId ?? []));
  await queueNotices(context, ticket.id, [...asked], {
    kind: '退回',
    about: `${ticket.number} ${target.name}`,
    text: `${context.actor.name}将工单 ${ticket.number} 从「${name}」退回到您办理的「${target.name}」，请重新办理。`,
    path: paths.tasks(),
  });
  return { to: target.name, number: ticket.number };
}

/** @throws {InvalidForm} without a mode that the step allows */
function chosenMode({ modes, personId }: ReturnTarget, given: ReturnMode | null): ReturnMode {
  const mode = modes.find((one) => one === given);
  if (mode) return mode;
  const isWhole = given !== null && personId === null;
  const message = isWhole ? '该环节是会签，只能从那里起重新办理。' : '请选择退回后怎样继续。';
  throw new InvalidForm([{ path: 'mode', message }]);
}

type Cause = Parameters<typeof advanceTicket>[3];
interface Named {
  id: number;
  name: string;
}

async function repeatFromStep(
  context: CommandContext,
  ticket: TicketRow,
  task: TaskRow,
  { elementId, personId }: ReturnTarget,
  cause: Cause,
): Promise<void> {
  if (personId !== null)
    await choosePerformerOfElement(context.tx, { ticketId: ticket.id, elementId, personId });
  const { id, executionId } = task;
  const [completedBy, completedAt] = [context.actor.id, context.now.toISOString()];
  const change = { status: 'cancelled', outcome: 'returned', completedBy, completedAt } as const;
  const { variables } = ticket;
  const command = { type: 'move', executionId, to: elementId, variables } as const;
  await advanceTicket(context, ticket, command, cause, { tasks: [{ id, change }] });
}

/** The step is redone while the task waits; parallel branches continue. */
async function redoStep(
  context: CommandContext,
  ticket: TicketRow,
  task: TaskRow,
  { elementId, name, formKey, person }: ReturnTarget & { person: Named },
  mode: ReturnMode,
  cause: Cause,
): Promise<void> {
  const outcome = mode === 'again' ? 'returned' : null;
  const side = { kind: 'redo', person, elementId, name, formKey, waits: false } as const;
  await saveTicket(context, ticket, {
    events: [cause, ...(await addSideTasks(context, task, [side]))],
    tasks: [{ id: task.id, change: { status: 'suspended', outcome } }],
  });
}
