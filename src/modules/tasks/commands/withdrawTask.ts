import { isMultiInstance } from '../../../bpmn/loadDefinition.js';
import type { EngineCommand } from '../../../bpmn/types.js';
import { readReason } from '../../../platform/readReason.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import {
  advanceTicket,
  changesOf,
  choosePerformerOfElement,
  selectOpenTasks,
  type TaskRow,
  type TicketRow,
  upsertFormDraft,
} from '../../tickets/index.js';
import { checkWithdrawal } from '../steps/checkWithdrawal.js';
import { lockVisibleTask } from '../steps/openForAction.js';
import { takeBackSubmission } from '../steps/takeBackSubmission.js';

/**
 * 撤回: takes a submitted task back before anybody has begun a following task. The actor gets it again, filled in
 * as submitted. A signer of a 会签 takes back only the own part.
 * @throws {NotAllowed} {TooLate} {InvalidForm} without a reason {NotFound}
 */
export async function withdrawTask(
  context: CommandContext,
  input: { taskId: number; reason: string },
): Promise<{ number: string }> {
  const { ticket, task } = await lockVisibleTask(context, input.taskId);
  const found = await checkWithdrawal(context, context.actor, ticket, task);
  if (found.refusal !== null) throw found.refusal;
  const reason = readReason(input.reason, '撤回原因');
  const { elementId, executionId, name } = task;
  const personId = context.actor.id as number;
  await choosePerformerOfElement(context.tx, { ticketId: ticket.id, elementId, personId });
  const before = ticket.variables;
  const filledIn = await takeBackSubmission(context, ticket, task);
  const changes = changesOf(before, ticket.variables);
  const data = { taskId: task.id, name, reason, ...(changes.length > 0 && { changes }) };
  const command = await withdrawalCommand(context, ticket, task, found);
  const cause = { type: 'task.withdrawn', elementId, executionId, data };
  const done = { tasks: [{ id: task.id, change: { outcome: 'withdrawn' as const } }] };
  await advanceTicket(context, ticket, command, cause, done);
  if (filledIn) await saveSubmissionAsDraft(context, task, filledIn);
  return { number: ticket.number };
}

async function withdrawalCommand(
  { tx, definitions }: CommandContext,
  { definitionId, variables }: TicketRow,
  { elementId, executionId }: TaskRow,
  { from, vote }: { from: string | null; vote: boolean | null },
): Promise<EngineCommand> {
  const { engine } = await definitions.load(tx, definitionId);
  if (!isMultiInstance(engine, elementId))
    return { type: 'move', executionId: from, to: elementId, variables };
  const voted = vote === null ? {} : { vote };
  return { type: 'reopen', elementId, executionId, from, ...voted, variables };
}

/** The submitted data becomes the draft of the new task. */
async function saveSubmissionAsDraft(
  { tx, actor, now }: CommandContext,
  { ticketId, elementId, formKey }: TaskRow,
  data: Record<string, unknown>,
): Promise<void> {
  const personId = actor.id as number;
  const again = (await selectOpenTasks(tx, ticketId)).findLast(
    (one) => one.elementId === elementId && one.assigneeId === personId && one.kind === 'flow',
  );
  if (!again || again.formKey !== formKey) return;
  await upsertFormDraft(tx, personId, `task:${again.id}`, { data, savedAt: now.toISOString() });
}
