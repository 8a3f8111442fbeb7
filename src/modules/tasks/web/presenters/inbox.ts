import type { IconName } from '../../../../platform/web/icons.js';
import { dueView, momentView } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import { categories, categoryText } from '../../../customers/index.js';
import {
  escalationBadge,
  loopText,
  priorityBadge,
  ticketItem,
  urgencyNames,
} from '../../../tickets/index.js';
import type { CopiedTicket } from '../../read/copiedTickets.js';
import type { DraftItem } from '../../read/drafts.js';
import type { InboxTask } from '../../read/inbox.js';
import { countLimit, type DueCounts, type OpenCounts } from '../../read/inboxCounts.js';
import type { SavedFilterRow } from '../../store/savedFilters.js';
import {
  dueNames,
  type InboxChoice,
  type InboxView,
  inboxAddress,
  isOpenView,
  sortLabels,
} from '../inboxChoice.js';

/** One line of a list of tasks. */
export function inboxItem(task: InboxTask, view: InboxView, now: Date, timeZone: string) {
  const due = view === 'done' ? null : dueView(task.dueAt, now, timeZone);
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
    mark: view !== 'done' && task.escalation ? 'overdue' : due?.kind === 'later' ? null : due?.kind,
    badge: task.escalation ? escalationBadge : view === 'done' ? null : priorityBadge(task.priority),
    isReminded: view !== 'done' && task.remindedAt !== null,
    delegated: task.status === 'delegated',
    loop: loopText(task.loopItem),
    since: momentView(view === 'done' && task.completedAt ? task.completedAt : task.createdAt, now, timeZone),
    due,
    mayClaim: view === 'available',
  };
}

/** One line of the list of tickets that were copied to the person. */
export function copiedItem(ticket: CopiedTicket, now: Date, timeZone: string) {
  return {
    ...ticketItem(ticket, now, timeZone),
    by: ticket.copiedByName,
    note: ticket.note,
    copiedAt: momentView(ticket.copiedAt, now, timeZone),
    isUnread: ticket.readAt === null,
  };
}

/** One line of the list of drafts. */
export function draftItem(draft: DraftItem, now: Date, timeZone: string) {
  const { scope, task, processKey, startId, processName } = draft;
  return {
    scope,
    processName,
    name: task?.name ?? `新建工单：${processName}`,
    href: task ? paths.task(task.id) : paths.startPage(processKey ?? '', startId),
    ticketNumber: task?.ticketNumber ?? null,
    ticketHref: task && paths.ticket(task.ticketNumber),
    ticketTitle: task?.ticketTitle ?? null,
    savedAt: momentView(draft.savedAt, now, timeZone),
  };
}

const tabs: { view: InboxView; label: string; icon: IconName }[] = [
  { view: 'mine', label: '待处理', icon: 'user-check' },
  { view: 'available', label: '可签收', icon: 'hand-stop' },
  { view: 'done', label: '已办', icon: 'check' },
  { view: 'started', label: '我发起的', icon: 'send' },
  { view: 'copied', label: '抄送我的', icon: 'copy' },
  { view: 'drafts', label: '草稿', icon: 'device-floppy' },
];

export function inboxTabs(current: InboxView, counts: OpenCounts & { copied: number; drafts: number }) {
  const shown: Partial<Record<InboxView, string>> = {
    mine: countText(counts.mine),
    available: countText(counts.available),
    copied: counts.copied > 0 ? countText(counts.copied) : undefined,
    drafts: counts.drafts > 0 ? countText(counts.drafts) : undefined,
  };
  return tabs.map(({ view, label, icon }) => ({
    label,
    icon,
    href: inboxAddress({ view, sort: 'due' }),
    current: view === current,
    count: shown[view] ?? null,
  }));
}

/** What is overdue and what will be soon, each one click away; nothing where there is none. */
export function dueChips(choice: InboxChoice, counts: DueCounts) {
  const chip = (due: 'overdue' | 'soon', icon: IconName) => ({
    due,
    icon,
    label: dueNames[due],
    count: countText(counts[due]),
    href: inboxAddress({ ...choice, due: choice.due === due ? undefined : due }),
    current: choice.due === due,
  });
  return [chip('overdue', 'alert-triangle'), chip('soon', 'clock-exclamation')].filter(
    ({ due, current }) => counts[due] > 0 || current,
  );
}

/** What the selects offer, with the chosen ones marked. */
export function inboxOptions(choice: InboxChoice, processes: readonly { key: string; name: string }[]) {
  const option = (value: string, label: string, chosen: string | undefined) => ({
    value,
    label,
    selected: value === chosen,
  });
  const named = (names: Record<string, string>, chosen: string | undefined) =>
    Object.entries(names).map(([value, label]) => option(value, label, chosen));
  const everywhere = {
    processes: processes.map(({ key, name }) => option(key, name, choice.process)),
    categories: categories.map((value) => option(value, categoryText(value), choice.category)),
  };
  if (!isOpenView(choice.view)) return everywhere;
  return {
    ...everywhere,
    urgencies: named(urgencyNames, choice.urgency),
    dues: named(dueNames, choice.due),
    sorts: named(sortLabels, choice.sort),
  };
}

export function savedFilterViews(filters: readonly SavedFilterRow[], current: Record<string, string>) {
  const text = (choice: Record<string, string>) => JSON.stringify(Object.entries(choice).sort());
  return filters.map(({ id, name, choice }) => ({
    id,
    name,
    href: paths.taskFilter(id),
    current: text(choice) === text(current),
  }));
}

const emptyStates: Record<InboxView, { icon: IconName; title: string; text: string }> = {
  mine: { icon: 'checklist', title: '没有待处理的任务', text: '所有工作都已办完。' },
  available: {
    icon: 'inbox',
    title: '没有可签收的任务',
    text: '属于您岗位的新任务会出现在这里，由您或同事签收。',
  },
  done: { icon: 'checklist', title: '还没有已办任务', text: '您办理完成的任务会列在这里。' },
  started: {
    icon: 'send',
    title: '还没有发起过工单',
    text: '您新建的工单会列在这里，可随时查看办到哪一步。',
  },
  copied: {
    icon: 'copy',
    title: '没有抄送给您的工单',
    text: '同事抄送给您、或在评论中提到您的工单会列在这里。',
  },
  drafts: {
    icon: 'device-floppy',
    title: '没有草稿',
    text: '填写表单时保存的草稿会列在这里，提交后自动消失。',
  },
};

/** What an empty list says, and what to do instead. */
export function inboxEmptyState(choice: InboxChoice, counts: { available: number }, isFiltered: boolean) {
  if (isFiltered) {
    return { icon: 'search', title: '没有符合条件的内容', text: '请调整筛选条件，或点上方的“清除”。' };
  }
  const empty = emptyStates[choice.view];
  if (choice.view !== 'mine' || counts.available === 0) return empty;
  const action = { href: inboxAddress({ view: 'available', sort: 'due' }), label: '查看可签收的任务' };
  return { ...empty, text: `有 ${countText(counts.available)} 项任务可以签收。`, action };
}

/** A count as far as it was counted: `12`, `999+`. */
export function countText(count: number): string {
  return count < countLimit ? String(count) : `${countLimit - 1}+`;
}
