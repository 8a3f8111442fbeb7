import type { AuditCheckKind } from '../db/auditChecks.js';
import type { Actor } from './actor.js';

/** Those who read everything without taking part in the work: what they look at is logged. */
export const auditReaders: readonly string[] = ['auditor', 'admin'];

export function isAuditReader(actor: Actor): boolean {
  return auditReaders.some((group) => actor.groups.includes(group));
}

export const auditCheckNames: Record<AuditCheckKind, string> = {
  verify: '核对全部记录',
  replay: '重新计算全部工单',
};

/** Why the actor may not have everything on record checked; null when allowed. */
export function whyNotCheck(actor: Actor): string | null {
  return isAuditReader(actor) ? null : '全部记录由审计员和系统管理员核对。';
}
