import { deleteDraftsOfScope } from '../db/formDrafts.js';
import { insertExclusions, selectOpenTasks, type TaskRow, updateTask } from '../db/tasks.js';
import type { TicketRow } from '../db/tickets.js';
import type { StepResult } from '../engine/types.js';
import type { AuditEntry } from '../rules/auditChain.js';
import { listOf } from '../rules/propertyList.js';
import { waitOf } from '../rules/sideTasks.js';
import { createTask } from './createTask.js';
import type { DeployedDefinition } from './definitionCache.js';
import type { CommandContext } from './runCommand.js';

/** Makes the task rows equal to the user tasks that wait after a step: new ones are written, gone ones cancelled. */
export async function reconcileTasks(
  context: CommandContext,
  ticket: TicketRow,
  definition: DeployedDefinition,
  result: StepResult,
): Promise<AuditEntry[]> {
  const open = await selectOpenTasks(context.tx, ticket.id);
  const waiting = new Set(result.tasks.map((task) => task.executionId));
  const known = new Set(open.map((task) => task.executionId));
  const entries: AuditEntry[] = [];
  for (const task of open.filter((one) => !waiting.has(waitOf(one.executionId)))) {
    entries.push(await cancelTask(context, task));
  }
  for (const task of result.tasks.filter((one) => !known.has(one.executionId))) {
    entries.push(await createTask(context, ticket, definition, task));
  }
  return entries;
}

async function cancelTask(context: CommandContext, task: TaskRow): Promise<AuditEntry> {
  await updateTask(context.tx, task.id, { status: 'cancelled', completedAt: context.now.toISOString() });
  await deleteDraftsOfScope(context.tx, `task:${task.id}`);
  const { elementId, executionId, name } = task;
  return { type: 'task.cancelled', elementId, executionId, data: { taskId: task.id, name } };
}

/** Bars who just performed `elementId` from open tasks that exclude its performers (R9, R18). */
export async function barPerformer(
  context: CommandContext,
  ticketId: number,
  definition: DeployedDefinition,
  elementId: string,
  personId: number,
): Promise<void> {
  const excluding = definition.row.elements.filter((element) =>
    listOf(element.properties.excludePerformerOf).includes(elementId),
  );
  if (excluding.length === 0) return;
  const ids = new Set(excluding.map((element) => element.id));
  const open = await selectOpenTasks(context.tx, ticketId);
  await insertExclusions(
    context.tx,
    open.filter((task) => ids.has(task.elementId)).map((task) => ({ taskId: task.id, personId })),
  );
}
