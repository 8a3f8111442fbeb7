import { sizeText } from '../../../../forms/widgets/shared/sizeText.js';
import type { WorkStatus } from '../../../../jobs/store/longWork.js';
import { formatCount, progressView } from '../../../../jobs/web/presenters/progress.js';
import { dayOf } from '../../../../platform/dateTimes.js';
import type { Badge } from '../../../../platform/web/icons.js';
import { formatMoment, momentView } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import { criteriaText, exportNames, keptUntil } from '../../model/exports.js';
import type { ListedExport } from '../../read/exports.js';
import type { ExportRow } from '../../store/exports.js';

const badges: Record<WorkStatus, Badge> = {
  running: { text: '正在导出', icon: 'hourglass', tone: 'info' },
  finished: { text: '可下载', icon: 'circle-check', tone: 'good' },
  cancelled: { text: '已停止', icon: 'ban', tone: 'muted' },
  removed: { text: '文件已删除', icon: 'trash', tone: 'muted' },
};

/** For people who see the export but may not download its file. */
const exportedBadge: Badge = { ...badges.finished, text: '已导出' };

/** `报修登记簿_2026-11-23.xlsx`, by the day on which it was asked for. */
export function exportFileName({ kind, requestedAt }: ExportRow, timeZone: string): string {
  return `${exportNames[kind]}_${dayOf(requestedAt, timeZone)}.xlsx`;
}

/** One line of the list; only whoever asked for the export gets a link to the file. */
export function exportItem(row: ListedExport, readerId: number, now: Date, timeZone: string) {
  const { id, kind, status, fetchedAt, personName, requestedBy } = row;
  const isOwn = requestedBy === readerId;
  return {
    name: exportNames[kind],
    href: isOwn ? paths.export(id) : null,
    fileHref: isOwn && status === 'finished' ? paths.exportFile(id) : null,
    criteria: criteriaText(row.criteria),
    state: isOwn || status !== 'finished' ? badges[status] : exportedBadge,
    rows: rowsText(row),
    requestedAt: momentView(row.requestedAt, now, timeZone),
    fetchedAt: fetchedAt && momentView(fetchedAt, now, timeZone),
    personName,
  };
}

/** The page of one export: its progress and its actions. */
export function exportView(row: ExportRow, now: Date, timeZone: string) {
  const { id, kind, status, total, done, size, finishedAt, fetchedAt } = row;
  const isRunning = status === 'running';
  const { percent, spokenPercent } = progressView(done, total ?? 0);
  return {
    title: `导出${exportNames[kind]}`,
    state: badges[status],
    isRunning,
    isCounted: total !== null,
    isFinished: status === 'finished',
    isCancelled: status === 'cancelled',
    isRemoved: status === 'removed',
    isNew: status === 'finished' && fetchedAt === null,
    hasFailed: isRunning && row.failedAt !== null,
    total: total === null ? null : formatCount(total),
    written: formatCount(done),
    percent,
    statusText: isRunning ? `已写入 ${spokenPercent}` : badges[status].text,
    criteria: criteriaText(row.criteria),
    requestedAt: momentView(row.requestedAt, now, timeZone),
    fileName: exportFileName(row, timeZone),
    size: size === null ? null : sizeText(size),
    keptUntil: finishedAt && formatMoment(keptUntil(finishedAt), timeZone),
    fetchedAt: fetchedAt && momentView(fetchedAt, now, timeZone),
    fileHref: paths.exportFile(id),
    cancelHref: paths.exportCancellation(id),
    back: originPage(row),
  };
}

function rowsText({ status, done, total }: ExportRow): string | null {
  if (status === 'cancelled') return null;
  if (status !== 'running') return formatCount(done);
  return total === null ? null : `${formatCount(done)} / ${formatCount(total)}`;
}

/** The page from which the export was requested. */
function originPage({ kind, query }: ExportRow): { href: string; label: string } {
  switch (kind) {
    case 'register':
      return { href: paths.register(), label: '报修登记簿' };
    case 'customers':
      return { href: paths.customers(), label: '客户档案' };
    case 'refusedRows':
      return { href: paths.customerImport(Number(query.importId)), label: '导入客户档案' };
    case 'auditedTickets':
      return { href: paths.auditTickets(), label: '审计查询' };
  }
}
