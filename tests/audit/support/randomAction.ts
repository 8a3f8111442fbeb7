import { commentTicket } from '../../../src/commands/commentTicket.js';
import { copyTicket } from '../../../src/commands/copyTicket.js';
import { delegateTask } from '../../../src/commands/delegateTask.js';
import { reassignTask } from '../../../src/commands/reassignTask.js';
import { releaseTask } from '../../../src/commands/releaseTask.js';
import { remindTask } from '../../../src/commands/remindTask.js';
import { resolveTask } from '../../../src/commands/resolveTask.js';
import type { Command } from '../../../src/commands/runCommand.js';
import type { TaskRow } from '../../../src/db/tasks.js';
import type { Person } from '../../../src/rules/actor.js';
import type { Random } from '../../engine/support/random.js';

type Attempt = <Input, Output>(
  person: Person,
  command: Command<Input, Output>,
  input: Input,
) => Promise<Output | null>;

/** One of the things that people do with a task beside filling it in, drawn by lot; some are refused. */
export async function randomAction(
  attempt: Attempt,
  { people, random }: { people: readonly Person[]; random: Random },
  actor: Person,
  { id: taskId, revision }: TaskRow,
  number: string,
): Promise<void> {
  const other = random.pick(people);
  const handOver = { taskId, revision, personId: other.id, reason: '工作调整' };
  const acts = [
    () => attempt(actor, releaseTask, { taskId }),
    () => attempt(actor, reassignTask, handOver),
    () => attempt(actor, delegateTask, handOver),
    () => attempt(actor, resolveTask, { taskId, data: {} }),
    () => attempt(other, remindTask, { taskId }),
    () => attempt(actor, copyTicket, { number, personIds: [other.id], note: '' }),
    () => attempt(actor, commentTicket, { number, text: `请@${other.name}看` }),
  ];
  await random.pick(acts)();
}
