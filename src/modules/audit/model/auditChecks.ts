import { isAuditReader } from '../../../platform/access/auditReader.js';
import type { Actor } from '../../../platform/actor.js';

/** `verify` checks hash chains, checkpoints and files; `replay` runs the recorded commands again. */
export type AuditCheckKind = 'verify' | 'replay';

export const auditCheckNames: Record<AuditCheckKind, string> = {
  verify: '核对全部记录',
  replay: '重新计算全部工单',
};

/** Why the actor may not have all records checked; null when allowed. */
export function whyNotCheck(actor: Actor): string | null {
  return isAuditReader(actor) ? null : '全部记录由审计员和系统管理员核对。';
}
