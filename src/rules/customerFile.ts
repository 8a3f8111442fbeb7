import type { Actor } from './actor.js';

/** Who writes into the customer file on its own pages; tickets write what their forms say. */
export const editorGroups: readonly string[] = [
  'service-desk',
  'service-clerk',
  'service-manager',
  'sales-rep',
];

/** Who makes one customer of two. */
export const mergerGroups: readonly string[] = ['service-clerk', 'service-manager'];

const holds = (actor: Actor, groups: readonly string[]) =>
  groups.some((group) => actor.groups.includes(group));

/** Why the actor may not change the customer file; null when allowed. */
export function whyNotEditFile(actor: Actor): string | null {
  return holds(actor, editorGroups) ? null : '客户档案由接单员、文员、部门经理和业务经理维护。';
}

/** Why the actor may not merge customers; null when allowed. */
export function whyNotMerge(actor: Actor): string | null {
  return holds(actor, mergerGroups) ? null : '合并客户由文员或部门经理办理。';
}
