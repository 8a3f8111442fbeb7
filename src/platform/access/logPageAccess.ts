import type { Request } from 'express';
import { runCommand } from '../runCommand.js';
import type { Web } from '../web/deps.js';
import { personOf } from '../web/person.js';
import type { AccessAction } from './accessLog.js';
import { isAuditReader } from './auditReader.js';
import { logAccess } from './logAccess.js';

/** Logs that an auditor or administrator opened a page with personal data; others cause no transaction. */
export async function logPageAccess(
  web: Web,
  req: Request,
  look: { action: AccessAction; ticketNumber?: string; detail?: string },
): Promise<void> {
  const person = personOf(req);
  if (isAuditReader(person)) await runCommand(web.runtime, person, logAccess, look);
}
