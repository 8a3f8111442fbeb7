import type { AccessAction, AccessRow } from '../../db/accessLog.js';
import type { AuditedTicket } from '../../queries/auditSearch.js';
import { type AuditedRule, auditedRules } from '../../rules/auditedRules.js';
import { categoryText } from '../../rules/serviceCategory.js';
import { paths } from '../paths.js';
import { type Badge, ticketBadges } from './labels.js';
import { formatMoment, momentView } from './moments.js';

const ruleNames = new Map(auditedRules.map(({ id, name }) => [id, name]));

const ruleBadge = (rule: AuditedRule): Badge => ({
  text: ruleNames.get(rule) ?? rule,
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

/** The workbook of what was found; `auditedRow` gives its rows. */
export const auditedSheet = {
  name: '工单',
  columns: [
    { title: '工单', width: 20 },
    { title: '主题', width: 36 },
    { title: '流程', width: 16 },
    { title: '版本', width: 8 },
    { title: '客户', width: 30 },
    { title: '发起人', width: 12 },
    { title: '类别', width: 12 },
    { title: '状态', width: 10 },
    { title: '发起时间', width: 18 },
    { title: '结束时间', width: 18 },
    { title: '违反的规定', width: 40 },
  ],
};

export function auditedRow(ticket: AuditedTicket, timeZone: string): (string | number | null)[] {
  return [
    ticket.number,
    ticket.title,
    ticket.processName,
    ticket.version,
    ticket.customerName,
    ticket.initiatorName,
    categoryText(ticket.category),
    ticketBadges[ticket.status].text,
    formatMoment(ticket.startedAt, timeZone),
    formatMoment(ticket.endedAt, timeZone),
    ticket.breaches.map((rule) => ruleNames.get(rule)).join('、'),
  ];
}

const actionNames: Record<AccessAction, string> = {
  'view-ticket': '查看工单',
  'view-task': '查看任务',
  'view-file': '查看附件',
  'view-customer': '查看客户档案',
  search: '审计查询',
  'export-search': '导出查询结果',
  'export-ticket': '导出工单',
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
