import type { Actor } from '../../../platform/actor.js';

/** Why this actor may not change the layouts of papers; null when allowed. */
export function whyNotEditPapers(actor: Actor): string | null {
  return actor.groups.includes('process-owner') ? null : '只有流程负责人可以修改单据版式。';
}

const overseeingGroups = ['service-clerk', 'service-manager', 'general-manager', 'auditor'];

/** Whether the actor may read everybody's hours (R10). */
export function mayReadAllHours(actor: Actor): boolean {
  return overseeingGroups.some((group) => actor.groups.includes(group));
}
