import { formatMoment } from '../../../../platform/web/moments.js';
import { groupText } from '../../../people/index.js';
import { actionDescribers } from './actionDescribers.js';
import { type EventDescription, personName, quoted } from './eventDescription.js';
import { messageDescribers, startedBy } from './messageDescribers.js';

type Data = Record<string, unknown>;
type EventDescriber = (data: Data, timeZone: string) => EventDescription;

const candidates = (data: Data) => {
  const assignee = data.assignee as { name: string } | null;
  return assignee
    ? `办理人：${assignee.name}`
    : `候选：${groupText((data.candidateGroups as string[]) ?? [])}`;
};

/** Descriptions of events for the timeline; the engine's own steps are only in the full history. */
export const eventDescribers: Record<string, EventDescriber> = {
  ...actionDescribers,
  ...messageDescribers,
  'ticket.started': (data) => ({
    text: startedBy(data) ?? (data.parent ? '由上级工单发起' : '发起工单'),
    note: data.parent ? null : String(data.number),
    ticket: data.parent ? String(data.parent) : undefined,
    icon: 'plus',
    tone: 'info',
  }),
  'task.created': (data) => ({
    text: `产生任务${quoted(data.name)}`,
    note: candidates(data),
    icon: 'inbox',
    bySystem: true,
    tone: 'muted',
  }),
  'task.claimed': (data) => ({ text: `签收${quoted(data.name)}`, icon: 'hand-stop', tone: 'info' }),
  'task.released': (data) => ({
    text: `将${quoted(data.name)}退回公共`,
    icon: 'arrow-back-up',
    tone: 'muted',
  }),
  'task.handedOver': (data) => ({
    text: `将${quoted(data.name)}由${personName(data.from)}移交给${personName(data.to)}`,
    note: `原因：${data.reason}`,
    icon: 'users',
    tone: 'info',
  }),
  'ticket.handedOver': (data) => ({
    text: `后续环节${quoted(data.name)}的办理人由${personName(data.from)}改为${personName(data.to)}`,
    note: `原因：${data.reason}`,
    icon: 'users',
    tone: 'info',
  }),
  'task.completed': (data) => ({ text: `办理${quoted(data.name)}`, icon: 'check', tone: 'good' }),
  'task.cancelled': (data) => ({
    text: `任务${quoted(data.name)}已取消`,
    icon: 'ban',
    bySystem: true,
    tone: 'muted',
  }),
  'record.added': (data) => ({
    text: `登记${quoted(data.name)}的联系记录`,
    icon: 'message-plus',
    tone: 'info',
  }),
  'timer.armed': (data, timeZone) => ({
    text: '开始计时',
    note: `${formatMoment(String(data.dueAt), timeZone)} 到期`,
    icon: 'hourglass',
    bySystem: true,
    tone: 'muted',
  }),
  'timer.due': () => ({ text: '计时到期', icon: 'alert-triangle', tone: 'late' }),
  'service.completed': (data) => ({
    text: '自动处理完成',
    icon: 'settings',
    tone: 'good',
    ...serviceResult(data),
  }),
  'service.failed': (data) => ({
    text: '自动处理出错',
    note: `${data.message}（错误码 ${data.code}）`,
    icon: 'alert-triangle',
    tone: 'late',
  }),
  'service.skipped': (data) => ({
    text: '跳过自动处理',
    note: `原因：${data.reason}`,
    icon: 'player-skip-forward',
    tone: 'now',
  }),
  'ticket.flagged': (data) => ({
    text: '标记为重复维修',
    ticket: String(data.other),
    icon: 'repeat',
    tone: 'late',
    bySystem: true,
  }),
  'incident.raised': (data) => ({
    text: '发生异常',
    note: String(data.message),
    icon: 'alert-triangle',
    tone: 'late',
  }),
  'mail.sent': (data) => ({
    text: data.status === 'sent' ? '发出邮件' : '邮件存入邮件夹',
    note: `${data.recipient}：${data.subject}`,
    icon: 'mail',
    tone: 'muted',
  }),
  'call.started': (data) => ({
    text: '发起下级工单',
    ticket: String(data.child),
    icon: 'route',
    tone: 'info',
    bySystem: true,
  }),
  'call.completed': (data) => ({
    text: data.status === 'cancelled' ? '下级工单已终止' : '下级工单已办结',
    ticket: String(data.child),
    icon: 'route',
    tone: data.status === 'cancelled' ? 'muted' : 'good',
    bySystem: true,
  }),
  'call.failed': (data) => ({
    text: data.status === 'cancelled' ? '下级工单已终止' : '下级工单出错',
    ...(data.code !== null && { note: `错误码 ${data.code}` }),
    ticket: String(data.child),
    icon: 'alert-triangle',
    tone: 'late',
    bySystem: true,
  }),
  'call.escalated': (data) => ({
    text: '下级工单升级',
    ...(data.name !== null && { note: String(data.name) }),
    ticket: String(data.child),
    icon: 'route',
    tone: 'now',
    bySystem: true,
  }),
  'ticket.cancelled': (data) => ({
    text: '终止工单',
    note: `原因：${data.reason ?? ''}`,
    icon: 'ban',
    tone: 'late',
  }),
  'process.ended': () => ({ text: '流程结束，工单办结', icon: 'circle-check', tone: 'good', bySystem: true }),
};

/** The result of a service, if it is worth mentioning. */
function serviceResult({ topic, changes }: Data): Partial<EventDescription> {
  const given = (name: string) =>
    (changes as { name: string; after?: unknown }[] | undefined)?.find((change) => change.name === name)
      ?.after;
  if (topic === 'startTicket') {
    const started = given('startedTicketNumber');
    return started ? { text: '发起相关工单', ticket: String(started), icon: 'route', tone: 'info' } : {};
  }
  if (topic !== 'flagRepeatedRepair') return {};
  if (given('repeatedRepair') === true) {
    const others = (given('repeatedOf') as string[] | undefined) ?? [];
    return { text: '检出重复维修', note: others.join('、'), icon: 'repeat', tone: 'late' };
  }
  return { note: given('repeatedRepair') === false ? '未发现重复维修' : null };
}
