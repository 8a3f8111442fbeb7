import { DateTime } from 'luxon';
import { paths } from '../../../platform/paths.js';

/**
 * Subject and text of the mail about a new task. Mail is not confidential, so it names the ticket, never the customer.
 * `dueAt` is ISO 8601 in UTC and shown in the department's time zone.
 */
export function taskMail(
  task: {
    taskId: number;
    name: string;
    escalation: boolean;
    dueAt: string | null;
    ticketNumber: string;
    recipientName: string;
  },
  settings: { baseUrl: string; timeZone: string },
): { subject: string; body: string } {
  const kind = task.escalation ? '超时升级' : '待办提醒';
  const due =
    task.dueAt && DateTime.fromISO(task.dueAt).setZone(settings.timeZone).toFormat('yyyy-MM-dd HH:mm');
  const lines = [
    `${task.recipientName}：`,
    '',
    task.escalation
      ? `工单 ${task.ticketNumber} 已超过规定时限，需要您处理「${task.name}」。`
      : `工单 ${task.ticketNumber} 有新的任务「${task.name}」等待办理。`,
    ...(due ? [`办理期限：${due}`] : []),
    '',
    `打开任务：${settings.baseUrl}${paths.task(task.taskId)}`,
    '',
    '本邮件由 ServiceFlow 自动发送，请勿直接回复。',
  ];
  return { subject: `【${kind}】${task.ticketNumber} ${task.name}`, body: lines.join('\n') };
}
