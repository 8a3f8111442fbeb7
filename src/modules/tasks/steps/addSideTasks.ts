import type { Person } from '../../../platform/actor.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import {
  type NewTask,
  newTaskDefaults,
  roundOf,
  selectSideTasks,
  sideExecutionId,
  type TaskKind,
  type TaskRow,
} from '../../tickets/index.js';

/** A new side task. */
export interface SideTaskInput {
  kind: Exclude<TaskKind, 'flow'>;
  person: Pick<Person, 'id' | 'name'>;
  elementId: string;
  name: string;
  formKey: string | null;
  /** Whether it waits until the previous signer has signed. */
  waits: boolean;
}

/** Creates side tasks of a task, which the engine does not know. */
export async function addSideTasks(
  context: CommandContext,
  parent: TaskRow,
  inputs: readonly SideTaskInput[],
): Promise<NewTask[]> {
  const earlier = await selectSideTasks(context.tx, parent.id);
  const round = Math.max(0, ...earlier.map(({ executionId }) => roundOf(executionId))) + 1;
  return inputs.map((input, index) =>
    sideTask(context, parent, input, sideExecutionId(parent.executionId, round, index + 1)),
  );
}

function sideTask(
  { now }: CommandContext,
  parent: TaskRow,
  { kind, person, elementId, name, formKey, waits }: SideTaskInput,
  executionId: string,
): NewTask {
  const { priority, escalation, dueAt, loopItem } = parent;
  const row: NewTask['row'] = {
    ...newTaskDefaults,
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
  };
  const assignee = { id: person.id, name: person.name };
  const facts = { name, kind, parentTaskId: parent.id, assignee, waits };
  const event = { type: 'task.added', elementId, executionId };
  return { row, event: (taskId) => ({ ...event, data: { taskId, ...facts } }) };
}
