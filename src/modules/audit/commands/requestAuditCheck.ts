import { queueWork } from '../../../jobs/commands/longWork.js';
import { logAccess } from '../../../platform/access/logAccess.js';
import { NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { AuditCheckKind } from '../model/auditChecks.js';
import { whyNotCheck } from '../model/auditChecks.js';
import { auditCheckWork } from '../steps/auditCheckWork.js';
import { insertAuditCheck, selectRunningAuditCheck } from '../store/auditChecks.js';

/**
 * Starts a check of all records in the background; returns the running check of the kind when there is one. @throws
 * {NotAllowed}
 */
export async function requestAuditCheck(
  context: CommandContext,
  { kind }: { kind: AuditCheckKind },
): Promise<{ id: number }> {
  const { tx, actor, now } = context;
  const refusal = whyNotCheck(actor);
  if (refusal) throw new NotAllowed(refusal);
  const detail = kind === 'replay' ? '全部工单' : undefined;
  await logAccess(context, { action: kind, detail });
  const running = await selectRunningAuditCheck(tx, kind);
  if (running) return { id: running.id };
  const requestedAt = now.toISOString();
  const id = await insertAuditCheck(tx, { kind, requestedBy: actor.id as number, requestedAt });
  await queueWork(context, auditCheckWork, id);
  return { id };
}
