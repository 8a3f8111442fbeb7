import type { JobKind, JobRow, JobStatus } from '../../../../jobs/store/jobs.js';
import type { Badge } from '../../../../platform/web/icons.js';
import { momentView } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import type { IncidentListItem, JobListItem } from '../../read/jobs.js';

const kindNames: Record<JobKind, string> = {
  fireTimer: '流程计时',
  sendMail: '发送邮件',
  runService: '自动处理',
  deliverMessage: '送达消息',
  deliverSignal: '送达信号',
  startBySignal: '由信号启动流程',
  startByTimer: '定时启动流程',
  applyOrganization: '组织架构生效',
  importCustomers: '导入客户档案',
  reassignTasks: '批量转办',
  sealCheckpoint: '封存流转记录',
  checkAudit: '核对全部记录',
  writeExport: '导出文件',
  removeExport: '删除到期的导出文件',
  writeProcess: '把流程写入文件夹',
  removeLeftovers: '清理遗留文件',
};

const jobBadges: Record<JobStatus, Badge> = {
  ready: { text: '等待', icon: 'clock', tone: 'info' },
  leased: { text: '执行中', icon: 'player-play', tone: 'now' },
  done: { text: '完成', icon: 'check', tone: 'good' },
  failed: { text: '失败', icon: 'alert-triangle', tone: 'late' },
  cancelled: { text: '已取消', icon: 'ban', tone: 'muted' },
};

const ticketLink = (number: string | null) => number && { number, href: paths.ticket(number) };

export function jobItem(job: JobListItem, now: Date, timeZone: string) {
  return {
    id: job.id,
    kind: kindNames[job.kind],
    status: jobBadges[job.status],
    ticket: ticketLink(job.ticketNumber),
    runAt: momentView(job.runAt, now, timeZone),
    attempts: `${job.attempts} / ${job.maxAttempts}`,
    lastError: job.lastError,
  };
}

/** A job in one line: `作业 12：完成，执行 2 次，上次错误：…`. */
export function jobText({ id, status, attempts, lastError }: JobRow): string {
  const tries = attempts > 0 ? `，执行 ${attempts} 次` : '';
  return `作业 ${id}：${jobBadges[status].text}${tries}${lastError ? `，上次错误：${lastError}` : ''}`;
}

/** An open incident with the actions of an administrator. */
export function incidentItem(
  incident: IncidentListItem,
  elementName: string | null,
  now: Date,
  timeZone: string,
) {
  const { jobId, jobKind, attempts, maxAttempts } = incident;
  return {
    ...incidentFacts(incident, elementName, now, timeZone),
    tries: attempts === null ? null : `已执行 ${attempts} 次（最多 ${maxAttempts} 次）`,
    retryHref: jobId === null ? null : paths.jobRetry(jobId),
    skipHref: jobId !== null && jobKind === 'runService' ? paths.jobSkip(jobId) : null,
  };
}

/** A resolved incident. */
export function resolvedIncidentItem(
  incident: IncidentListItem,
  elementName: string | null,
  now: Date,
  timeZone: string,
) {
  const { resolvedAt, resolverName, resolution } = incident;
  return {
    ...incidentFacts(incident, elementName, now, timeZone),
    resolvedAt: resolvedAt === null ? null : momentView(resolvedAt, now, timeZone),
    resolver: resolverName ?? '系统',
    resolution,
  };
}

function incidentFacts(incident: IncidentListItem, elementName: string | null, now: Date, timeZone: string) {
  return {
    id: incident.id,
    message: incident.message,
    kind: incident.jobKind ? kindNames[incident.jobKind] : '流程',
    place: elementName,
    processName: incident.processName,
    ticket: ticketLink(incident.ticketNumber),
    occurredAt: momentView(incident.occurredAt, now, timeZone),
  };
}
