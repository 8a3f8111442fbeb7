import { addSigners } from '../../../../src/modules/tasks/commands/addSigners.js';
import { delegateTask } from '../../../../src/modules/tasks/commands/delegateTask.js';
import { reassignTask } from '../../../../src/modules/tasks/commands/reassignTask.js';
import { releaseTask } from '../../../../src/modules/tasks/commands/releaseTask.js';
import { remindTask } from '../../../../src/modules/tasks/commands/remindTask.js';
import { resolveTask } from '../../../../src/modules/tasks/commands/resolveTask.js';
import { returnTask } from '../../../../src/modules/tasks/commands/returnTask.js';
import { withdrawTask } from '../../../../src/modules/tasks/commands/withdrawTask.js';
import { findReturnTargets } from '../../../../src/modules/tasks/steps/findReturnTargets.js';
import { commentTicket } from '../../../../src/modules/tickets/commands/commentTicket.js';
import { copyTicket } from '../../../../src/modules/tickets/commands/copyTicket.js';
import { selectTasksOfTicket, type TaskRow } from '../../../../src/modules/tickets/store/tasks.js';
import { selectTicket } from '../../../../src/modules/tickets/store/tickets.js';
import type { Person } from '../../../../src/platform/actor.js';
import type { Command, Runtime } from '../../../../src/platform/runCommand.js';
import type { Random } from '../../../bpmn/support/random.js';

export type Attempt = <Input, Output>(
  person: Person,
  command: Command<Input, Output>,
  input: Input,
) => Promise<Output | null>;

/** One of the things that people do with a task beside filling it in, drawn by lot; some are refused. */
export async function randomAction(
  attempt: Attempt,
  { people, random, runtime }: { people: readonly Person[]; random: Random; runtime: Runtime },
  actor: Person,
  task: TaskRow,
  number: string,
): Promise<void> {
  const { id: taskId, revision } = task;
  const other = random.pick(people);
  const handOver = { taskId, revision, personId: other.id, reason: '工作调整' };
  const signing = {
    taskId,
    revision,
    personIds: [other.id, random.pick(people).id],
    inOrder: random.chance(0.5),
    reason: '请看',
    data: {},
  };
  const acts = [
    () => attempt(actor, releaseTask, { taskId }),
    () => attempt(actor, reassignTask, handOver),
    () => attempt(actor, delegateTask, handOver),
    () => attempt(actor, resolveTask, { taskId, data: {} }),
    () => sendBack(attempt, { random, runtime }, actor, task),
    () => attempt(actor, addSigners, { ...signing, kind: 'before' as const }),
    () => takeBack(attempt, { people, runtime }, task),
    () => attempt(other, remindTask, { taskId }),
    () => attempt(actor, copyTicket, { number, personIds: [other.id], note: '' }),
    () => attempt(actor, commentTicket, { number, text: `请@${other.name}看` }),
  ];
  await random.pick(acts)();
}

/** 退回, to a step and in a way drawn by lot. */
async function sendBack(
  attempt: Attempt,
  { random, runtime: { db: tx, definitions } }: { random: Random; runtime: Runtime },
  actor: Person,
  task: TaskRow,
): Promise<void> {
  const ticket = await selectTicket(tx, task.ticketId);
  const targets = await findReturnTargets({ tx, definitions }, ticket, task);
  if (targets.length === 0) return;
  const { elementId: to } = random.pick(targets);
  const mode = random.pick(['again', 'resume'] as const);
  const { id: taskId, revision } = task;
  await attempt(actor, returnTask, { taskId, to, mode, reason: '资料不全', revision });
}

/** 撤回 of what was submitted last before this task, by who did it. */
async function takeBack(
  attempt: Attempt,
  { people, runtime }: { people: readonly Person[]; runtime: Runtime },
  { ticketId }: TaskRow,
): Promise<void> {
  const tasks = await selectTasksOfTicket(runtime.db, ticketId);
  const last = tasks.filter(({ status, kind }) => status === 'completed' && kind === 'flow').at(-1);
  const actor = people.find(({ id }) => id === last?.completedBy);
  if (last && actor) await attempt(actor, withdrawTask, { taskId: last.id, reason: '填错了' });
}
