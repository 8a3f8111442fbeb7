import type { AccessAction, AccessRow } from '../../../../platform/access/accessLog.js';
import type { Badge } from '../../../../platform/web/icons.js';
import { momentView } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import { ticketBadges } from '../../../tickets/index.js';
import { type AuditedRule, auditedRuleName } from '../../model/auditedRules.js';
import type { AuditedTicket } from '../../read/auditSearch.js';

const ruleBadge = (rule: AuditedRule): Badge => ({
  text: auditedRuleName(rule),
  icon: 'alert-triangle',
  tone: 'late',
});

/** One line of what the audit search found. */
export function auditedTicketItem(ticket: AuditedTicket, now: Date, timeZone: string) {
  return {
    ...ticket,
    href: paths.ticket(ticket.number),
    status: ticketBadges[ticket.status],
    breaches: ticket.breaches.map(ruleBadge),
    startedAt: momentView(ticket.startedAt, now, timeZone),
  };
}

const actionNames: Record<AccessAction, string> = {
  'view-ticket': '查看工单',
  'view-task': '查看任务',
  'view-file': '查看附件',
  'view-customer': '查看客户档案',
  search: '审计查询',
  'export-search': '导出查询结果',
  'export-ticket': '导出工单',
  'export-file': '导出文件',
  verify: '核对全部记录',
  replay: '重新计算核对',
};

/** One line of the access log. */
export function accessItem(access: AccessRow, now: Date, timeZone: string) {
  const { personName, action, ticketNumber, detail, at } = access;
  return {
    personName,
    action: actionNames[action],
    ticket: ticketNumber && { number: ticketNumber, href: paths.ticket(ticketNumber) },
    detail,
    at: momentView(at, now, timeZone),
  };
}
