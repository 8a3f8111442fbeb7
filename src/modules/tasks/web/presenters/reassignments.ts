import type { Badge } from '../../../../platform/web/icons.js';
import { paths } from '../../../../platform/web/paths.js';
import type { ListedItem } from '../../read/reassignments.js';
import type { ItemStatus } from '../../store/reassignmentItems.js';
import type { ReassignmentStatus } from '../../store/reassignments.js';

export const reassignmentBadges: Record<ReassignmentStatus, Badge> = {
  running: { text: '正在转办', icon: 'player-play', tone: 'info' },
  finished: { text: '已完成', icon: 'circle-check', tone: 'good' },
  cancelled: { text: '已停止', icon: 'ban', tone: 'muted' },
};

export const outcomeNames: Record<ItemStatus, string> = {
  done: '已转办',
  refused: '未转办',
  waiting: '等待',
};

const outcomeBadges: Record<ItemStatus, Badge> = {
  done: { text: outcomeNames.done, icon: 'check', tone: 'good' },
  refused: { text: outcomeNames.refused, icon: 'alert-triangle', tone: 'late' },
  waiting: { text: outcomeNames.waiting, icon: 'hourglass', tone: 'muted' },
};

/** One task of a batch and what became of it. */
export function reassignmentItem(item: ListedItem) {
  return {
    task: item.task,
    number: item.number,
    ticketHref: paths.ticket(item.number),
    from: item.fromName,
    to: item.toName,
    outcome: outcomeBadges[item.status],
    isRefused: item.status === 'refused',
    message: item.message,
  };
}
