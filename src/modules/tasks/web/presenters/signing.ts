import type { Person } from '../../../../platform/actor.js';
import { momentView } from '../../../../platform/web/moments.js';
import {
  engineExecutionId,
  loopText,
  roundOf,
  stepsOf,
  type TaskRow,
  type TaskStatus,
  type TicketTrace,
  taskBadges,
  whyNotRemoveSigner,
} from '../../../tickets/index.js';
import { voteOf } from '../../model/voting.js';

const states = { agreed: '同意', refused: '不同意' } as const;

/** The signers of a task with what they said, the last round of them first; of a signer's task, those asked with it. */
export function signersOf(trace: TicketTrace, task: TaskRow, person: Person, now: Date, timeZone: string) {
  const parent = trace.tasks.find(({ id }) => id === (task.parentId ?? task.id));
  return trace.tasks
    .filter((one) => one.parentId === parent?.id && (one.kind === 'before' || one.kind === 'after'))
    .sort((one, other) => roundOf(other.executionId) - roundOf(one.executionId) || one.id - other.id)
    .map((one) => ({
      id: one.id,
      name: nameOf(trace, one.assigneeId),
      isAfter: one.kind === 'after',
      state: stateOf(one),
      tone: one.outcome === 'refused' ? 'late' : one.outcome === 'agreed' ? 'good' : 'muted',
      opinion: one.opinion,
      at: one.status === 'completed' && one.completedAt ? momentView(one.completedAt, now, timeZone) : null,
      mayRemove: whyNotRemoveSigner(person, one, parent) === null,
    }));
}

function stateOf({ status, outcome }: TaskRow): string {
  if (outcome === 'agreed' || outcome === 'refused') return states[outcome];
  if (status === 'cancelled') return '已减签';
  return status === 'suspended' ? '排队中' : '待签署';
}

/** How the signers of a 会签 voted so far; null for a task that is no vote. */
export function votesOf(trace: TicketTrace, task: TaskRow) {
  const { properties = {} } = trace.definition.elements.find(({ id }) => id === task.elementId) ?? {};
  if (loopIdOf(task) === null) return null;
  const [own, ...earlier] = loopsOf(trace, task);
  const isAsked = (one: TaskRow) =>
    loopIdOf(one) === own || (earlier.includes(loopIdOf(one)) && one.status === 'completed');
  const votes = trace.tasks
    .filter((one) => one.kind === 'flow' && one.outcome !== 'withdrawn' && isAsked(one))
    .map((one) => {
      const submission = trace.submissions.filter(({ taskId }) => taskId === one.id).at(-1);
      const vote = submission && one.status === 'completed' ? voteOf(properties, submission.data) : null;
      const isDone = one.status === 'completed';
      return {
        name: nameOf(trace, one.completedBy ?? one.assigneeId) || loopText(one.loopItem) || '人员待定',
        state: vote === null ? waitingStates[one.status] : vote ? '同意' : '不同意',
        tone: vote === false ? 'late' : isDone ? 'good' : 'muted',
        isDone,
        vote,
      };
    });
  return {
    votes,
    done: votes.filter(({ isDone }) => isDone).length,
    approvals: votes.filter(({ vote }) => vote === true).length,
    rejections: votes.filter(({ vote }) => vote === false).length,
    isVote: properties.voteField !== undefined,
  };
}

const waitingStates: Record<TaskStatus, string> = {
  ready: taskBadges.ready.text,
  claimed: taskBadges.claimed.text,
  delegated: taskBadges.claimed.text,
  suspended: '等待中',
  completed: taskBadges.completed.text,
  cancelled: '无需办理',
};

/** The loop of a task, and those that it goes on with: one of their votes was taken back when they were over already. */
function loopsOf(trace: TicketTrace, task: TaskRow): (string | null)[] {
  const loops = [loopIdOf(task)];
  for (const [cause, ...followed] of stepsOf(trace.events).reverse()) {
    if (cause.type !== 'task.withdrawn' || cause.elementId !== task.elementId) continue;
    const began = followed.some(
      ({ type, executionId }) =>
        type === 'task.created' && loops.includes(loopOfWait(executionId, task.elementId)),
    );
    const before = loopOfWait(cause.executionId, task.elementId);
    if (began && !loops.includes(before)) loops.push(before);
  }
  return loops;
}

/** Instances of one loop share the id of its activity; null for a task that is no instance. */
function loopIdOf({ executionId, elementId }: TaskRow): string | null {
  return loopOfWait(engineExecutionId(executionId), elementId);
}

function loopOfWait(wait: string | null, elementId: string): string | null {
  if (wait === null) return null;
  const wholeLength = wait.indexOf('-') + 1 + elementId.length;
  return wait.length > wholeLength ? wait.slice(0, wholeLength) : null;
}

function nameOf({ people }: TicketTrace, id: number | null): string {
  return id === null ? '' : (people.get(id) ?? '');
}
