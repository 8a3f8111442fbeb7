import type { Actor } from '../../../platform/actor.js';
import { isPermitted, permissions } from '../../../platform/permissions.js';

/** Why this actor may not change the layouts of papers; null when allowed. */
export function whyNotEditPapers(actor: Actor): string | null {
  return isPermitted(permissions.editPaperLayouts, actor) ? null : '只有流程负责人可以修改单据版式。';
}

/** Whether the actor may read everybody's hours (R10). */
export function mayReadAllHours(actor: Actor): boolean {
  return isPermitted(permissions.readAllHours, actor);
}
