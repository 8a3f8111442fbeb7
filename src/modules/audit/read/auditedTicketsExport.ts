import { showDateTime } from '../../../platform/dateTimes.js';
import { type CellValue, writeWorkbook } from '../../../platform/excel/writeWorkbook.js';
import { categoryText } from '../../customers/index.js';
import { type ExportWriter, mapRows } from '../../exports/index.js';
import { ticketStatusNames } from '../../tickets/index.js';
import { auditedRuleName } from '../model/auditedRules.js';
import {
  type AuditedTicket,
  type AuditFilter,
  countAuditedTickets,
  readAuditedTickets,
} from './auditSearch.js';

const columns = [
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
];

/** Writes every ticket that an audit search finds. */
export const auditedTicketsExport: ExportWriter<AuditFilter, 'auditedTickets'> = {
  kind: 'auditedTickets',
  count: countAuditedTickets,
  write(target, { query }, { db, timeZone, countRows }) {
    const portions = mapRows(countRows(readAuditedTickets(db, query)), (ticket) => cellsOf(ticket, timeZone));
    return writeWorkbook(target, [{ name: '工单', columns, portions }]);
  },
};

function cellsOf(ticket: AuditedTicket, timeZone: string): CellValue[] {
  return [
    ticket.number,
    ticket.title,
    ticket.processName,
    ticket.version,
    ticket.customerName,
    ticket.initiatorName,
    categoryText(ticket.category),
    ticketStatusNames[ticket.status],
    showDateTime(ticket.startedAt, timeZone),
    ticket.endedAt && showDateTime(ticket.endedAt, timeZone),
    ticket.breaches.map(auditedRuleName).join('、'),
  ];
}
