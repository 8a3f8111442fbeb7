import type { Badge } from '../../../../platform/web/icons.js';
import type { TaskStatus } from '../../model/taskStatus.js';
import type { TicketStatus } from '../../model/ticketStatus.js';
import { ticketStatusNames } from '../../model/ticketStatus.js';
import { urgencyNames, urgencyOf } from '../../model/urgency.js';

export const taskBadges: Record<TaskStatus, Badge> = {
  ready: { text: '待签收', icon: 'hand-stop', tone: 'now' },
  claimed: { text: '办理中', icon: 'user-check', tone: 'info' },
  delegated: { text: '委派中', icon: 'users', tone: 'info' },
  suspended: { text: '等待补办或加签', icon: 'hourglass', tone: 'muted' },
  completed: { text: '已办', icon: 'check', tone: 'good' },
  cancelled: { text: '已取消', icon: 'ban', tone: 'muted' },
};

export const ticketBadges: Record<TicketStatus, Badge> = {
  active: { text: ticketStatusNames.active, icon: 'player-play', tone: 'info' },
  ended: { text: ticketStatusNames.ended, icon: 'circle-check', tone: 'good' },
  cancelled: { text: ticketStatusNames.cancelled, icon: 'ban', tone: 'muted' },
};

export const escalationBadge: Badge = { text: '升级', icon: 'alert-triangle', tone: 'late' };

export const repeatedRepairBadge: Badge = { text: '重复维修', icon: 'repeat', tone: 'late' };

/** 紧急 above the usual priority, 特急 far above; null for the usual one. */
export function priorityBadge(priority: number): Badge | null {
  const urgency = urgencyOf(priority);
  if (urgency === 2) return null;
  return { text: urgencyNames[urgency], icon: 'urgent', tone: 'now' };
}
