import type { Request } from 'express';
import { logAccess } from '../commands/logAccess.js';
import { runCommand } from '../commands/runCommand.js';
import type { AccessAction } from '../db/accessLog.js';
import { isAuditReader } from '../rules/auditReader.js';
import type { Web } from './deps.js';
import { personOf } from './person.js';

/** Notes that an auditor or administrator opened something with personal data; for others it costs nothing. */
export async function logLook(
  web: Web,
  req: Request,
  look: { action: AccessAction; ticketNumber?: string; detail?: string },
): Promise<void> {
  const person = personOf(req);
  if (isAuditReader(person)) await runCommand(web.runtime, person, logAccess, look);
}
