import type { Actor } from '../actor.js';
import { isPermitted, permissions } from '../permissions.js';

/** Whether the actor reads everything without taking part in the work; such access is logged. */
export function isAuditReader(actor: Actor): boolean {
  return isPermitted(permissions.audit, actor);
}
