import type { Actor } from '../../../platform/actor.js';
import { isPermitted, permissions } from '../../../platform/permissions.js';

/** Why the actor may not change the customer file; null when allowed. */
export function whyNotEditCustomerFile(actor: Actor): string | null {
  return isPermitted(permissions.editCustomerFile, actor)
    ? null
    : '客户档案由接单员、文员、部门经理和业务经理维护。';
}

/** Why the actor may not merge customers; null when allowed. */
export function whyNotMerge(actor: Actor): string | null {
  return isPermitted(permissions.mergeCustomers, actor) ? null : '合并客户由文员或部门经理办理。';
}
