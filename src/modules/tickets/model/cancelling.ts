import type { Actor } from '../../../platform/actor.js';

const cancellingGroups = ['service-manager', 'general-manager'];

/** Why this actor may not end a ticket before its end; null when allowed. */
export function whyNotCancel(actor: Actor, ticket: { status: string }): string | null {
  if (ticket.status !== 'active') return '该工单已结束。';
  if (!cancellingGroups.some((group) => actor.groups.includes(group)))
    return '只有部门经理或总经理可以终止工单。';
  return null;
}
