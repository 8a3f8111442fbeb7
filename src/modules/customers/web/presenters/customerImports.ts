import { progressView } from '../../../../jobs/web/presenters/progress.js';
import type { Badge } from '../../../../platform/web/icons.js';
import { fieldTitle } from '../../model/recordForms.js';
import { recordSheet, recordSheets } from '../../model/recordSheets.js';
import type { ImportPage } from '../../read/customerImports.js';
import type { ImportRow, Verdict } from '../../store/customerImportRows.js';
import type { ImportStatus } from '../../store/customerImports.js';
import { factText } from './customerFile.js';

export const importBadges: Record<ImportStatus, Badge> = {
  checking: { text: '正在核对', icon: 'hourglass', tone: 'info' },
  ready: { text: '待确认', icon: 'checklist', tone: 'now' },
  running: { text: '正在导入', icon: 'player-play', tone: 'info' },
  cancelled: { text: '已停止', icon: 'ban', tone: 'muted' },
  finished: { text: '已完成', icon: 'circle-check', tone: 'good' },
};

export const verdictNames: Record<Verdict, string> = {
  waiting: '未核对',
  new: '新增',
  changed: '修改',
  unchanged: '不变',
  refused: '不能导入',
};

const verdictBadges: Record<Verdict, Badge> = {
  waiting: { text: verdictNames.waiting, icon: 'hourglass', tone: 'muted' },
  new: { text: verdictNames.new, icon: 'plus', tone: 'good' },
  changed: { text: verdictNames.changed, icon: 'edit', tone: 'info' },
  unchanged: { text: verdictNames.unchanged, icon: 'check', tone: 'muted' },
  refused: { text: verdictNames.refused, icon: 'alert-triangle', tone: 'late' },
};

/** State, progress and figures of an import, and its available actions. */
export function importSummary({ found, counts, written }: ImportPage) {
  const { status, rows, doneRows, creatorName } = found;
  const of = (verdict: Verdict, kind?: string) =>
    counts
      .filter((one) => one.verdict === verdict && (!kind || one.kind === kind))
      .reduce((sum, { count }) => sum + count, 0);
  const isBusy = status === 'checking' || status === 'running';
  const { percent, spokenPercent } = progressView(doneRows, rows);
  const toWrite = of('new') + of('changed');
  return {
    state: importBadges[status],
    statusText: isBusy ? `${importBadges[status].text}，${spokenPercent}` : importBadges[status].text,
    isBusy,
    isChecking: status === 'checking',
    isReady: status === 'ready',
    isCancelled: status === 'cancelled',
    isFinished: status === 'finished',
    mayRun: status === 'cancelled' || (status === 'ready' && toWrite > 0),
    creatorName,
    rowCount: rows,
    doneRows,
    percent,
    toWrite,
    written,
    refusedCount: of('refused'),
    sheets: recordSheets
      .map(({ kind, name }) => ({
        name,
        new: of('new', kind),
        changed: of('changed', kind),
        unchanged: of('unchanged', kind),
        refused: of('refused', kind),
      }))
      .filter((sheet) => sheet.new + sheet.changed + sheet.unchanged + sheet.refused > 0),
  };
}

/** A row with its changes, or the reason for its refusal. */
export function importRowView(row: ImportRow) {
  const { kind, cells, changes, verdict } = row;
  const name = (kind === 'contract' ? cells.number : cells.name) || '（未填写名称）';
  const fields = Object.entries(changes?.after ?? {}).filter(
    ([field, value]) => verdict === 'changed' || value !== null || changes?.before[field],
  );
  return {
    place: `${recordSheet(kind).name} 第 ${row.rowNumber} 行`,
    name,
    owner: kind === 'customer' ? null : row.customerName || null,
    verdict: verdictBadges[verdict],
    reason: row.reason,
    isRefused: verdict === 'refused',
    isDone: row.done,
    fields: fields.map(([field, value]) => ({
      label: fieldTitle(kind, field),
      before: verdict === 'changed' ? factText(field, changes?.before[field], new Map()) : null,
      after: factText(field, value, new Map()),
    })),
  };
}
