import { formatCount, progressView } from '../../../../jobs/web/presenters/progress.js';
import type { Badge } from '../../../../platform/web/icons.js';
import { momentView } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import type { AuditCheckKind } from '../../model/auditChecks.js';
import { auditCheckNames } from '../../model/auditChecks.js';
import type { ListedAuditCheck } from '../../read/auditChecks.js';

/** One line of the record of checks. */
export function auditCheckItem(check: ListedAuditCheck, now: Date, timeZone: string) {
  return {
    name: auditCheckNames[check.kind],
    href: paths.auditCheck(check.id),
    state: badgeOf(check),
    tickets: check.status === 'cancelled' ? null : formatCount(check.done),
    personName: check.personName,
    requestedAt: momentView(check.requestedAt, now, timeZone),
  };
}

/** How far a check is, or what it found; who asked for it may stop it. */
export function auditCheckView(check: ListedAuditCheck, readerId: number, now: Date, timeZone: string) {
  const { id, kind, status, total, done, findings, findingCount } = check;
  const isRunning = status === 'running';
  const { percent, spokenPercent } = progressView(done, total ?? 0);
  const state = badgeOf(check);
  return {
    title: auditCheckNames[kind],
    state,
    statusText: isRunning ? `已核对 ${spokenPercent}` : state.text,
    isRunning,
    isCounted: total !== null,
    isFinished: status === 'finished',
    isCancelled: status === 'cancelled',
    successText: findingCount === 0 ? successTexts[kind] : null,
    hasFailed: isRunning && check.failedAt !== null,
    mayStop: isRunning && check.requestedBy === readerId,
    percent,
    total: total === null ? null : formatCount(total),
    done: formatCount(done),
    summary: summaryOf(check),
    findings,
    findingCount,
    isCut: findingCount > findings.length,
    personName: check.personName,
    requestedAt: momentView(check.requestedAt, now, timeZone),
    cancelHref: paths.auditCheckCancellation(id),
  };
}

function badgeOf({ status, findingCount }: ListedAuditCheck): Badge {
  if (status === 'running') return { text: '正在核对', icon: 'hourglass', tone: 'info' };
  if (status === 'cancelled') return { text: '已停止', icon: 'ban', tone: 'muted' };
  if (findingCount === 0) return { text: '没有发现问题', icon: 'circle-check', tone: 'good' };
  return { text: `发现 ${findingCount} 处问题`, icon: 'alert-triangle', tone: 'late' };
}

const successTexts: Record<AuditCheckKind, string> = {
  verify: '全部完整，没有发现改动。',
  replay: '任务、计时、数据和结果与存储的完全一致。',
};

function summaryOf({ kind, done, counts }: ListedAuditCheck): string {
  const [tickets, events, checkpoints, steps] = [done, counts.events, counts.checkpoints, counts.steps].map(
    (count) => formatCount(count ?? 0),
  );
  return kind === 'verify'
    ? `已核对 ${tickets} 张工单、${events} 条流转记录、${checkpoints} 个检查点。`
    : `已重新计算 ${tickets} 张工单的 ${steps} 步操作。`;
}
