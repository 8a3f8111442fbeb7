import { logAccess } from '../../../platform/access/logAccess.js';
import { runCommand } from '../../../platform/runCommand.js';
import { nothing } from '../../../platform/web/bodyShapes.js';
import { ticketNumberParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { selectTicketId } from '../../tickets/index.js';
import { buildExport } from '../read/export/buildExport.js';
import { renderExport } from '../read/export/renderExport.js';
import { replayTicket } from '../read/replay/replayTicket.js';
import { differenceText } from '../read/replay/report.js';
import { publicKeyOf } from './auditProof.js';

/** POST /audit/tickets/:number/export: the ticket with its proof as one file. */
export const exportTicket = receives(nothing, async (web, req, res) => {
  const person = personOf(req);
  const number = ticketNumberParameter(req);
  const data = await buildExport(web.runtime.db, number, {
    exportedAt: web.runtime.clock.now(),
    exportedBy: person.name,
    timeZone: web.config.timeZone,
    publicKey: publicKeyOf(web),
  });
  await runCommand(web.runtime, person, logAccess, { action: 'export-ticket', ticketNumber: number });
  res.set({
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`工单 ${number}.html`)}`,
    'Cache-Control': 'no-store',
  });
  res.send(renderExport(data));
});

/** POST /audit/tickets/:number/replay: runs its recorded commands again and shows what differs. */
export const replay = receives(nothing, async (web, req, res) => {
  const number = ticketNumberParameter(req);
  const id = await selectTicketId(web.runtime.db, number);
  await runCommand(web.runtime, personOf(req), logAccess, { action: 'replay', ticketNumber: number });
  const { steps, differences } = await replayTicket(web.runtime, id);
  await renderPage(web, req, res, 'audit/result', {
    title: `重新计算 ${number}`,
    back: { href: paths.ticket(number), label: `工单 ${number}` },
    summary: `按工单的流程版本重新执行了 ${steps} 步操作。`,
    isIntact: differences.length === 0,
    successText: '任务、计时、数据、流转和结果与存储的完全一致。',
    findings: differences.map(differenceText),
    count: differences.length,
  });
});
