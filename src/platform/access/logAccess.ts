import type { CommandContext } from '../runCommand.js';
import { type AccessAction, insertAccess } from './accessLog.js';
import { isAuditReader } from './auditReader.js';

/** Logs that an auditor or administrator viewed or exported personal data; for everybody else it is part of the work. */
export async function logAccess(
  context: CommandContext,
  input: { action: AccessAction; ticketNumber?: string; detail?: string },
): Promise<void> {
  const { tx, actor, now } = context;
  if (!isAuditReader(actor)) return;
  const { action, ticketNumber = null, detail = null } = input;
  await insertAccess(tx, {
    at: now.toISOString(),
    personId: actor.id as number,
    personName: actor.name,
    action,
    ticketNumber,
    detail: detail && detail.slice(0, 500),
  });
}
