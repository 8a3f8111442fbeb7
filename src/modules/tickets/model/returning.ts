import type { Actor } from '../../../platform/actor.js';
import { splitCommaList } from '../../../platform/splitCommaList.js';
import type { TaskFacts } from './taskPermissions.js';

/** `again`: the ticket repeats all steps from there; `resume`: it comes back to the person who returned it. */
export const returnModes = ['again', 'resume'] as const;
export type ReturnMode = (typeof returnModes)[number];

/** A step that a task may be returned to. */
export interface ReturnTarget {
  elementId: string;
  name: string;
  formKey: string | null;
  /** Who did the step last and repeats it; null for a 会签, whose signers the diagram determines again. */
  personId: number | null;
  /** Whether it is the start event, whose form is filled in again. */
  isStart: boolean;
  modes: readonly ReturnMode[];
}

type Properties = Readonly<Record<string, string>>;

interface DoneTask {
  elementId: string;
  name: string;
  formKey: string | null;
  kind: string;
  status: string;
  completedBy: number | null;
  /** Whether it is an instance of a multi-instance task. */
  isInstance: boolean;
}

/** Why the actor may not return the task to an earlier step; null when allowed. */
export function whyNotReturn(actor: Actor, task: TaskFacts & { kind: string }): string | null {
  if (task.kind !== 'flow') return '补办和加签任务不能退回。';
  if (task.status !== 'claimed' || task.assigneeId !== actor.id) return '只有当前办理人可以退回该任务。';
  return null;
}

/**
 * The steps that a task may be returned to, the latest first and the start event last: those done on this ticket
 * that lie before it. The diagram may name them (`returnTo`) and fix what happens then (`returnMode`). A 会签 is gone
 * through again as a whole.
 * @param movable ids of the elements that the engine can go back to
 * @param own the element of the task itself
 * @param start the start event with its form and who filled it in; null when the ticket has none
 */
export function returnTargets(
  done: readonly DoneTask[],
  movable: ReadonlySet<string>,
  own: string,
  start: { elementId: string; formKey: string | null; personId: number } | null,
  properties: Properties,
): ReturnTarget[] {
  const allowed = properties.returnTo === undefined ? null : new Set(splitCommaList(properties.returnTo));
  const fixed = returnModes.find((mode) => mode === properties.returnMode);
  const modes = fixed ? [fixed] : returnModes;
  const latest = new Map<string, ReturnTarget>();
  for (const { elementId, name, formKey, kind, status, completedBy, isInstance } of done) {
    if (kind !== 'flow' || status !== 'completed' || completedBy === null) continue;
    if (elementId === own || !movable.has(elementId)) continue;
    latest.delete(elementId);
    const who = isInstance ? { personId: null, modes: ['again' as const] } : { personId: completedBy, modes };
    latest.set(elementId, { elementId, name, formKey, isStart: false, ...who });
  }
  const targets = [...latest.values()].reverse();
  if (start && movable.has(start.elementId)) targets.push({ ...start, name: '发起人', isStart: true, modes });
  return targets.filter(({ elementId }) => allowed === null || allowed.has(elementId));
}
