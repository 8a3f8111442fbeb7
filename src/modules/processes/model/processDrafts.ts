import type { Actor } from '../../../platform/actor.js';

/** The group whose members may edit, publish and discard drafts. */
export const processOwnerGroup = 'process-owner';

/** Who may look at all drafts without changing them. */
const draftReaderGroup = 'auditor';

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
  return actor.groups.includes(draftReaderGroup) ? null : whyNotEditProcess(actor, owners);
}

/** How long a lock holds without being renewed. */
const lockLeaseMs = 120_000;

interface Lock {
  lockedBy: number | null;
  lockedUntil: string | null;
}

/** The person whose lock on the draft is in force; null when there is none. */
export function lockHolder({ lockedBy, lockedUntil }: Lock, now: Date): number | null {
  return lockedUntil !== null && lockedUntil > now.toISOString() ? lockedBy : null;
}

/** The moment at which a lock that is taken or renewed now expires. */
export function lockExpiry(now: Date): string {
  return new Date(now.getTime() + lockLeaseMs).toISOString();
}

/** Those of the group's members who may edit the process. */
export function membersWhoMayEdit<Member extends { id: number }>(
  members: readonly Member[],
  owners: readonly number[],
): Member[] {
  return members.filter(({ id }) => owners.length === 0 || owners.includes(id));
}

/** Identifies the state of a draft and the published version beside it, so that only what the page showed is published. */
export function draftFingerprint(
  draft: { revision: number },
  forms: readonly { formKey: string; updatedAt: string }[],
  publishedVersion: number,
): string {
  const parts = forms.map(({ formKey, updatedAt }) => `${formKey}@${updatedAt}`);
  return [`${draft.revision}`, `${publishedVersion}`, ...parts.sort()].join('/');
}

/** The key under which the history of the settings keeps the owners of a process; the column holds 64 characters. */
export function ownersHistoryKey(processKey: string): string {
  return `owners:${processKey}`.slice(0, 64);
}
