import { insertTask, selectSideTasks, type TaskKind, type TaskRow } from '../db/tasks.js';
import type { Person } from '../rules/actor.js';
import type { AuditEntry } from '../rules/auditChain.js';
import { roundOf, sideExecutionId } from '../rules/sideTasks.js';
import { freshTask } from './createTask.js';
import type { CommandContext } from './runCommand.js';

/** A task to be hung on another. */
export interface SideTaskInput {
  kind: Exclude<TaskKind, 'flow'>;
  person: Pick<Person, 'id' | 'name'>;
  elementId: string;
  name: string;
  formKey: string | null;
  /** Waits until the signer before has signed. */
  waits: boolean;
}

/** Hangs tasks on another one; the engine knows nothing of them. @returns the events for the ticket's chain */
export async function addSideTasks(
  context: CommandContext,
  parent: TaskRow,
  inputs: readonly SideTaskInput[],
): Promise<AuditEntry[]> {
  const earlier = await selectSideTasks(context.tx, parent.id);
  const round = Math.max(0, ...earlier.map(({ executionId }) => roundOf(executionId))) + 1;
  const entries = [];
  for (const [index, input] of inputs.entries()) {
    const executionId = sideExecutionId(parent.executionId, round, index + 1);
    entries.push(await addSideTask(context, parent, input, executionId));
  }
  return entries;
}

async function addSideTask(
  { tx, now }: CommandContext,
  parent: TaskRow,
  { kind, person, elementId, name, formKey, waits }: SideTaskInput,
  executionId: string,
): Promise<AuditEntry> {
  const { ticketId, priority, escalation, dueAt, loopItem } = parent;
  const taskId = await insertTask(tx, {
    ...freshTask,
    ticketId,
    elementId,
    executionId,
    name,
    formKey,
    kind,
    parentId: parent.id,
    status: waits ? 'suspended' : 'claimed',
    assigneeId: person.id,
    priority,
    escalation,
    loopItem: kind === 'redo' ? null : loopItem,
    createdAt: now.toISOString(),
    dueAt,
    candidateGroups: [],
    excludedPersons: [],
  });
  const assignee = { id: person.id, name: person.name };
  const data = { taskId, name, kind, parentTaskId: parent.id, assignee, waits };
  return { type: 'task.added', elementId, executionId, data };
}
