import { type AuditCheckKind, insertAuditCheck, selectRunningAuditCheck } from '../db/auditChecks.js';
import { NotAllowed } from '../errors.js';
import { whyNotCheck } from '../rules/auditChecks.js';
import { auditCheckWork } from './auditCheckWork.js';
import { logAccess } from './logAccess.js';
import { queueWork } from './longWork.js';
import type { CommandContext } from './runCommand.js';

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
