import type { Actor } from '../../../platform/actor.js';

/** Why this actor may not start tickets of a process whose diagram names `starterGroups`; null when allowed. */
export function whyNotStart(actor: Actor, starterGroups: readonly string[]): string | null {
  if (starterGroups.some((group) => actor.groups.includes(group))) return null;
  return '您的岗位不能发起该流程的工单。';
}
