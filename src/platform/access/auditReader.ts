import type { Actor } from '../actor.js';
import { isPermitted, permissions } from '../permissions.js';

/** Whether the actor reads everything without taking part in the work: what such a person looks at is logged. */
export function isAuditReader(actor: Actor): boolean {
  return isPermitted(permissions.audit, actor);
}
