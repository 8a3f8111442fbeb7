import { NotAllowed } from '../../../platform/errors.js';
import { paths } from '../../../platform/paths.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { queueNotices, selectPerson } from '../../people/index.js';
import {
  type Exclusion,
  excludePerformer,
  moveFormDraft,
  saveTicket,
  type TicketRow,
  upsertFormDraft,
  whyNotResolve,
} from '../../tickets/index.js';
import { type LockedTask, lockTask, refuseUnlessOpen } from '../steps/lockTask.js';

export interface ResolveTaskInput {
  taskId: number;
  /** The typed form data; undefined when the owner takes the task back. */
  data?: Record<string, unknown>;
}

/**
 * 交回 and 收回: a delegated task goes back to its owner, with the typed data as a draft.
 * @throws {NotAllowed} {TaskAlreadyCompleted} {TaskCancelled}
 */
export async function resolveTask(
  context: CommandContext,
  { taskId, data }: ResolveTaskInput,
): Promise<{ owner: string }> {
  return resolveLockedTask(context, await lockTask(context, taskId), data);
}

/** Resolves a task that the caller has locked. */
export async function resolveLockedTask(
  context: CommandContext,
  { ticket, task }: LockedTask,
  data: ResolveTaskInput['data'],
): Promise<{ owner: string }> {
  const { tx, actor, now } = context;
  await refuseUnlessOpen(context, task);
  const refusal = whyNotResolve(actor, task);
  if (refusal) throw new NotAllowed(refusal);
  const [holderId, ownerId] = [task.assigneeId as number, task.ownerId as number];
  const scope = `task:${task.id}`;
  if (data && actor.id === holderId)
    await upsertFormDraft(tx, holderId, scope, { data, savedAt: now.toISOString() });
  await moveFormDraft(tx, holderId, ownerId, scope);
  const exclusions =
    actor.id === holderId ? await excludeDelegate(context, ticket, task.elementId, holderId) : [];
  const [holder, owner] = [await selectPerson(tx, holderId), await selectPerson(tx, ownerId)];
  const { elementId, executionId, name } = task;
  const from = { id: holderId, name: holder.name };
  const facts = { taskId: task.id, name, from, to: { id: ownerId, name: owner.name } };
  await saveTicket(context, ticket, {
    events: [{ type: 'task.resolved', elementId, executionId, data: facts }],
    tasks: [{ id: task.id, change: { status: 'claimed', assigneeId: ownerId, ownerId: null } }],
    exclusions,
  });
  const didOwner = actor.id === ownerId;
  await queueNotices(context, ticket.id, [holderId, ownerId], {
    kind: didOwner ? '委派收回' : '委派交回',
    about: `${ticket.number} ${name}`,
    text: `${actor.name}${didOwner ? '收回' : '交回'}了工单 ${ticket.number} 的任务「${name}」。`,
    path: didOwner ? paths.ticket(ticket.number) : paths.task(task.id),
  });
  return { owner: owner.name };
}

/** A delegate who filled in a form may not approve it, just like its submitter (R18). */
async function excludeDelegate(
  context: CommandContext,
  ticket: TicketRow,
  elementId: string,
  personId: number,
): Promise<Exclusion[]> {
  const definition = await context.definitions.load(context.tx, ticket.definitionId);
  return excludePerformer(context, ticket.id, definition, elementId, personId);
}
