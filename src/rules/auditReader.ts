import type { Actor } from './actor.js';

/** Those who read everything without taking part in the work: what they look at is logged. */
export const auditReaders: readonly string[] = ['auditor', 'admin'];

export function isAuditReader(actor: Actor): boolean {
  return auditReaders.some((group) => actor.groups.includes(group));
}
