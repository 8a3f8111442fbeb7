import type { Request } from 'express';
import { runCommand } from '../runCommand.js';
import type { Web } from '../web/deps.js';
import { personOf } from '../web/person.js';
import type { AccessAction } from './accessLog.js';
import { isAuditReader } from './auditReader.js';
import { logAccess } from './logAccess.js';

/** Notes that an auditor or administrator opened something with personal data; for others it costs nothing. */
export async function logLook(
  web: Web,
  req: Request,
  look: { action: AccessAction; ticketNumber?: string; detail?: string },
): Promise<void> {
  const person = personOf(req);
  if (isAuditReader(person)) await runCommand(web.runtime, person, logAccess, look);
}
