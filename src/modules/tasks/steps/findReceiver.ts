import type { Person } from '../../../platform/actor.js';
import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectOptionalActor } from '../../people/index.js';
import { receivingGroups, type TaskRow, whyNotReceive } from '../../tickets/index.js';

/** The person whom a task is to be given to. @throws {InvalidForm} at `person` when none is chosen, or one who may not have it */
export async function findReceiver(
  { tx }: CommandContext,
  task: TaskRow,
  personId: number | null,
): Promise<Person> {
  if (personId === null) throw new InvalidForm([{ path: 'person', message: '请选择人员。' }]);
  const receiver = await selectOptionalActor(tx, personId);
  if (!receiver) throw new InvalidForm([{ path: 'person', message: '所选人员已离职或停用，请另选。' }]);
  const holder = task.assigneeId === null ? undefined : await selectOptionalActor(tx, task.assigneeId);
  const refusal = whyNotReceive(receiver, task, receivingGroups(task, holder));
  if (refusal) throw new InvalidForm([{ path: 'person', message: refusal }]);
  return receiver;
}
