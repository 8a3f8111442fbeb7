import type { InboxTask, InboxView } from '../../queries/inbox.js';
import { paths, withQuery } from '../paths.js';
import { categoryText, escalationBadge, priorityBadge } from './labels.js';
import { loopText } from './loopItem.js';
import { dueView, momentView } from './moments.js';

/** One line of the inbox. */
export function inboxItem(task: InboxTask, view: InboxView, now: Date, timeZone: string) {
  return {
    id: task.id,
    name: task.name,
    href: paths.task(task.id),
    ticketNumber: task.ticketNumber,
    ticketHref: paths.ticket(task.ticketNumber),
    ticketTitle: task.ticketTitle,
    customerName: task.customerName,
    processName: task.processName,
    category: categoryText(task.category),
    isMarked: task.escalation,
    badge: task.escalation ? escalationBadge : view === 'done' ? null : priorityBadge(task.priority),
    loop: loopText(task.loopItem),
    since: momentView(view === 'done' && task.completedAt ? task.completedAt : task.createdAt, now, timeZone),
    due: view === 'done' ? null : dueView(task.dueAt, now, timeZone),
    mayClaim: view === 'available',
  };
}

const tabs: { view: InboxView; label: string; icon: 'user-check' | 'hand-stop' | 'check' }[] = [
  { view: 'mine', label: '待处理', icon: 'user-check' },
  { view: 'available', label: '可签收', icon: 'hand-stop' },
  { view: 'done', label: '已办', icon: 'check' },
];

export function inboxTabs(current: InboxView, counts: { mine: number; available: number }) {
  return tabs.map(({ view, label, icon }) => ({
    label,
    icon,
    href: withQuery(paths.tasks(), { view: view === 'mine' ? null : view }),
    current: view === current,
    count: view === 'done' ? null : String(counts[view]),
  }));
}

/** What an empty tab says, and what to do instead. */
export function inboxEmptyState(view: InboxView, counts: { available: number }) {
  if (view === 'done')
    return { icon: 'checklist', title: '还没有已办任务', text: '您办理完成的任务会列在这里。' };
  if (view === 'available')
    return {
      icon: 'inbox',
      title: '没有可签收的任务',
      text: '属于您岗位的新任务会出现在这里，由您或同事签收。',
    };
  if (counts.available === 0)
    return { icon: 'checklist', title: '没有待处理的任务', text: '所有工作都已办完。' };
  const action = { href: withQuery(paths.tasks(), { view: 'available' }), label: '查看可签收的任务' };
  return {
    icon: 'checklist',
    title: '没有待处理的任务',
    text: `有 ${counts.available} 项任务可以签收。`,
    action,
  };
}
