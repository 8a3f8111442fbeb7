import type { EventContents } from './eventContents.js';

/** A filter of a ticket's history: by types of events, or by what their data contain. */
export interface EventKind {
  id: string;
  name: string;
  types?: readonly string[];
  content?: keyof EventContents;
}

export const eventKinds: readonly EventKind[] = [
  {
    id: 'work',
    name: '人员办理',
    types: [
      'ticket.started',
      'ticket.cancelled',
      'task.claimed',
      'task.released',
      'task.assigned',
      'task.reassigned',
      'task.handedOver',
      'task.delegated',
      'task.resolved',
      'task.returned',
      'task.withdrawn',
      'signing.started',
      'task.signed',
      'task.removed',
      'task.resumed',
      'task.reminded',
      'ticket.copied',
      'ticket.handedOver',
      'copy.read',
      'comment.added',
      'task.completed',
      'record.added',
      'service.skipped',
    ],
  },
  {
    id: 'tasks',
    name: '任务',
    types: ['task.created', 'task.added', 'task.completed', 'task.cancelled', 'task.removed', 'task.resumed'],
  },
  { id: 'data', name: '数据变更', content: 'changesData' },
  { id: 'files', name: '附件与签名', content: 'hasFiles' },
  { id: 'mails', name: '邮件', types: ['mail.sent'] },
  { id: 'timers', name: '计时', types: ['timer.armed', 'timer.disarmed', 'timer.due', 'timer.fired'] },
  {
    id: 'events',
    name: '消息、信号与条件',
    types: [
      'message.received',
      'message.thrown',
      'signal.received',
      'signal.missed',
      'signal.thrown',
      'signal.caught',
      'conditions.checked',
      'condition.met',
    ],
  },
  {
    id: 'jobs',
    name: '自动处理与异常',
    types: ['service.requested', 'service.completed', 'service.failed', 'service.skipped', 'incident.raised'],
  },
  {
    id: 'tickets',
    name: '相关工单',
    types: [
      'ticket.started',
      'call.started',
      'call.completed',
      'call.failed',
      'call.escalated',
      'ticket.flagged',
    ],
  },
  {
    id: 'flow',
    name: '流程步骤',
    types: ['activity.entered', 'activity.completed', 'activity.cancelled', 'flow.taken', 'process.ended'],
  },
];
