import { queueWork } from '../../../jobs/commands/longWork.js';
import { logAccess } from '../../../platform/access/logAccess.js';
import { NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { AuditCheckKind } from '../model/auditChecks.js';
import { whyNotCheck } from '../model/auditChecks.js';
import { auditCheckWork } from '../steps/auditCheckWork.js';
import { insertAuditCheck, selectRunningAuditCheck } from '../store/auditChecks.js';

/** Has everything on record checked in the background; while a check of the kind goes on it is that one. @throws {NotAllowed} */
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
