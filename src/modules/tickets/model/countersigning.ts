import type { Actor } from '../../../platform/actor.js';
import type { TaskFacts } from './taskPermissions.js';

/** `before`: signers give opinions before the holder submits; `after`: the submission waits until they agree. */
export type SigningKind = 'before' | 'after';

export const maxSigners = 10;

type HeldTask = TaskFacts & { kind: string };

export interface SideTask {
  kind: string;
  status: string;
  outcome: string | null;
}

/** Why the actor may not ask others to sign the task; null when allowed. */
export function whyNotAddSigners(actor: Actor, task: HeldTask): string | null {
  if (task.kind !== 'flow') return '补办和加签任务不能再加签。';
  if (task.status !== 'claimed' || task.assigneeId !== actor.id) return '只有当前办理人可以加签。';
  return null;
}

/** Why the actor may not give the opinion; null when allowed. */
export function whyNotSign(actor: Actor, task: HeldTask): string | null {
  if (task.kind !== 'before' && task.kind !== 'after') return '该任务不是加签。';
  if (task.assigneeId !== actor.id) return '该加签由其他人员办理，您不能提交。';
  return task.status === 'suspended' ? '前一位加签人员还没有提交意见。' : null;
}

/** Why the actor may not remove a signer; null when allowed. */
export function whyNotRemoveSigner(
  actor: Actor,
  signer: SideTask,
  parent: { assigneeId: number | null } | undefined,
): string | null {
  if (signer.kind !== 'before' && signer.kind !== 'after') return '该任务不是加签。';
  if (parent?.assigneeId !== actor.id) return '只有加签的发起人可以减签。';
  return signer.status === 'completed' || signer.status === 'cancelled' ? '该加签已结束。' : null;
}

/** `open`: opinions are missing; `back`: the holder gets the task back; `release`: all agreed, the submission takes effect. */
export type SigningState = 'open' | 'back' | 'release';

/** @param signers of one signing; removed signers have no outcome */
export function signingStateOf(signers: readonly SideTask[]): SigningState {
  const isAfter = signers.some(({ kind }) => kind === 'after');
  if (isAfter && signers.some(({ outcome }) => outcome === 'refused')) return 'back';
  if (signers.some(({ status }) => status !== 'completed' && status !== 'cancelled')) return 'open';
  return isAfter ? 'release' : 'back';
}
