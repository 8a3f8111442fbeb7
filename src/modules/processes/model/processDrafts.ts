import type { Actor } from '../../../platform/actor.js';

/** Who may edit, publish and discard drafts of a process; the group alone opens the pages. */
export const processOwnerGroup = 'process-owner';

/** Who may look at all drafts without changing them. */
const readerGroup = 'auditor';

/**
 * Why this actor may not change a process; null when allowed.
 * @param owners the people to whom the process is restricted; empty: every process owner
 */
export function whyNotEditProcess(actor: Actor, owners: readonly number[]): string | null {
  if (!actor.groups.includes(processOwnerGroup)) return '只有流程负责人可以编辑流程。';
  if (owners.length === 0 || (actor.id !== null && owners.includes(actor.id))) return null;
  return '您不是这个流程的负责人，不能编辑它。如工作需要，请联系系统管理员。';
}

/** Why this actor may not look at the drafts of a process; null when allowed. */
export function whyNotReadDrafts(actor: Actor, owners: readonly number[]): string | null {
  return actor.groups.includes(readerGroup) ? null : whyNotEditProcess(actor, owners);
}

/** How long a lock holds without being renewed. */
const lockLeaseMilliseconds = 120_000;

interface Lock {
  lockedBy: number | null;
  lockedUntil: string | null;
}

/** The person who holds the draft at this moment; null when nobody does. */
export function lockHolder({ lockedBy, lockedUntil }: Lock, now: Date): number | null {
  return lockedUntil !== null && lockedUntil > now.toISOString() ? lockedBy : null;
}

/** Until when a lock holds that is taken or renewed now. */
export function leaseUntil(now: Date): string {
  return new Date(now.getTime() + lockLeaseMilliseconds).toISOString();
}

/** Who of the group's members may edit the process. */
export function ownersAmong<Member extends { id: number }>(
  members: readonly Member[],
  owners: readonly number[],
): Member[] {
  return members.filter(({ id }) => owners.length === 0 || owners.includes(id));
}

/** Says what of a draft was shown beside which published version, so that nothing else is published than what was seen. */
export function draftStamp(
  draft: { revision: number },
  forms: readonly { formKey: string; updatedAt: string }[],
  publishedVersion: number,
): string {
  const parts = forms.map(({ formKey, updatedAt }) => `${formKey}@${updatedAt}`);
  return [`${draft.revision}`, `${publishedVersion}`, ...parts.sort()].join('/');
}

/** Under what the history of settings keeps who the owners of a process are; its column holds 64 characters. */
export function ownersHistoryKey(processKey: string): string {
  return `owners:${processKey}`.slice(0, 64);
}
