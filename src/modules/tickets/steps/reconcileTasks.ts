import type { StepResult } from '../../../bpmn/types.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { splitCommaList } from '../../../platform/splitCommaList.js';
import type { DeployedDefinition } from '../../processes/index.js';
import { engineExecutionId } from '../model/sideTasks.js';
import { openStatuses } from '../model/taskStatus.js';
import { deleteFormDraftsOfScope } from '../store/formDrafts.js';
import { selectOpenTasks, type TaskRow } from '../store/tasks.js';
import type { TicketRow } from '../store/tickets.js';
import { createTask } from './createTask.js';
import type { Exclusion, NewTask, TaskUpdate, TicketChange } from './saveTicket.js';

/**
 * The changes that make the task rows match the waiting user tasks after a step: new tasks, and cancelled ones.
 * @param done changes to tasks that the command already made
 */
export async function reconcileTasks(
  context: CommandContext,
  ticket: TicketRow,
  definition: DeployedDefinition,
  result: StepResult,
  done: readonly TaskUpdate[],
): Promise<Required<Pick<TicketChange, 'events' | 'tasks'>>> {
  const open = applyTaskUpdates(await selectOpenTasks(context.tx, ticket.id), done).filter(isOpen);
  const waiting = new Set(result.tasks.map((task) => task.executionId));
  const known = new Set(open.map((task) => task.executionId));
  const gone = open.filter((one) => !waiting.has(engineExecutionId(one.executionId)));
  for (const { id } of gone) await deleteFormDraftsOfScope(context.tx, `task:${id}`);
  const created: NewTask[] = [];
  for (const task of result.tasks.filter((one) => !known.has(one.executionId))) {
    created.push(await createTask(context, ticket, definition, task));
  }
  const completedAt = context.now.toISOString();
  return {
    events: [...gone.map(cancelled), ...created],
    tasks: gone.map(({ id }) => ({ id, change: { status: 'cancelled', completedAt } })),
  };
}

/** The tasks with updates that are not saved yet. */
export function applyTaskUpdates(tasks: readonly TaskRow[], updates: readonly TaskUpdate[]): TaskRow[] {
  return tasks.map((task) => {
    const changes = updates.filter(({ id }) => id === task.id).map(({ change }) => change);
    return Object.assign({}, task, ...changes);
  });
}

const isOpen = ({ status }: TaskRow): boolean => openStatuses.includes(status);

function cancelled({ id, elementId, executionId, name }: TaskRow) {
  return { type: 'task.cancelled', elementId, executionId, data: { taskId: id, name } };
}

/** Excludes the performer of `elementId` from open tasks that name it in `excludePerformerOf` (R9, R18). */
export async function excludePerformer(
  context: CommandContext,
  ticketId: number,
  definition: DeployedDefinition,
  elementId: string,
  personId: number,
): Promise<Exclusion[]> {
  const excluding = definition.row.elements.filter((element) =>
    splitCommaList(element.properties.excludePerformerOf).includes(elementId),
  );
  if (excluding.length === 0) return [];
  const ids = new Set(excluding.map((element) => element.id));
  const open = await selectOpenTasks(context.tx, ticketId);
  return open.filter((task) => ids.has(task.elementId)).map((task) => ({ taskId: task.id, personId }));
}
