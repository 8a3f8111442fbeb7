import type { Actor } from '../../../platform/actor.js';

interface Submitted {
  kind: string;
  status: string;
  outcome: string | null;
  completedBy: number | null;
}

/** A task that followed from the submission. */
interface Follower {
  name: string;
  status: string;
  claimedAt: string | null;
}

/** Facts about the ticket since the task was submitted. */
export interface SinceSubmission {
  /** Whether the ticket still runs. */
  isActive: boolean;
  followers: readonly (Follower & { hasDraft: boolean })[];
  /** Whether the ticket can go back there: its sub-process has not ended and its 会签 was not restarted. */
  isReachable: boolean;
  /** Names of the steps that have advanced since. */
  moved: readonly string[];
}

/** Why the actor may not withdraw a submission; null when allowed. */
export function whyNotWithdraw(actor: Actor, task: Submitted): string | null {
  if (task.status !== 'completed' || task.completedBy !== actor.id) return '只能撤回您自己提交的任务。';
  if (task.outcome === 'withdrawn') return '该任务已经撤回。';
  return task.kind === 'flow' ? null : '补办和加签任务不能撤回。';
}

/** Why it is too late to withdraw a submission; null before the next person has begun. */
export function whyTooLate(since: SinceSubmission): string | null {
  const { isActive, isReachable, followers, moved } = since;
  if (!isActive) return '工单已结束，不能撤回。';
  if (!isReachable) return '流程已离开该环节所在的部分，不能撤回。';
  if (moved.length > 0) return `后续环节「${moved[0]}」已有进展，不能撤回。`;
  const begun = followers.find(({ status, claimedAt, hasDraft }) => isBegun(status, claimedAt) || hasDraft);
  return begun ? `「${begun.name}」已有人开始办理，不能撤回。` : null;
}

/** A task with an assignee in the diagram is `claimed` from the start, but has a time only when a person claimed it. */
function isBegun(status: string, claimedAt: string | null): boolean {
  return status !== 'ready' && !(status === 'claimed' && claimedAt === null);
}
