import type { ListedAuditCheck } from '../../queries/auditChecks.js';
import { auditCheckNames } from '../../rules/auditReader.js';
import { paths } from '../paths.js';
import type { Badge } from './labels.js';
import { momentView } from './moments.js';
import { progressView } from './progress.js';

/** One line of the record of checks. */
export function auditCheckItem(check: ListedAuditCheck, now: Date, timeZone: string) {
  return {
    name: auditCheckNames[check.kind],
    href: paths.auditCheck(check.id),
    state: badgeOf(check),
    tickets: check.status === 'cancelled' ? null : check.done,
    personName: check.personName,
    requestedAt: momentView(check.requestedAt, now, timeZone),
  };
}

/** How far a check is, or what it found; who asked for it may stop it. */
export function auditCheckView(check: ListedAuditCheck, readerId: number, now: Date, timeZone: string) {
  const { id, kind, status, total, done, findings, findingCount } = check;
  const isRunning = status === 'running';
  const { percent, saidPercent } = progressView(done, total ?? 0);
  const state = badgeOf(check);
  return {
    title: auditCheckNames[kind],
    state,
    said: isRunning ? `已核对 ${saidPercent}` : state.text,
    isRunning,
    isCounted: total !== null,
    isFinished: status === 'finished',
    isCancelled: status === 'cancelled',
    isWell: findingCount === 0,
    hasFailed: isRunning && check.failedAt !== null,
    mayStop: isRunning && check.requestedBy === readerId,
    percent,
    total,
    done,
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

function summaryOf({ kind, done, counts }: ListedAuditCheck): string {
  return kind === 'verify'
    ? `已核对 ${done} 张工单、${counts.events ?? 0} 条流转记录、${counts.checkpoints ?? 0} 个检查点。`
    : `已重新计算 ${done} 张工单的 ${counts.steps ?? 0} 步操作。`;
}
