import type { Person } from '../rules/actor.js';
import type { IconName } from './icons.js';
import { paths } from './paths.js';
import { isPermitted, permissions } from './permissions.js';
import { countText } from './presenters/labels.js';

export interface NavigationItem {
  label: string;
  href: string;
  icon: IconName;
  current: boolean;
  count: string | null;
  countTitle: string;
}

export interface NavigationSection {
  heading: string | null;
  items: NavigationItem[];
}

/** What the person may open, with the page that is open marked. */
export function navigation(
  person: Person,
  currentPath: string,
  facts: { tasks: number; incidents: number; mayStart: boolean },
): NavigationSection[] {
  const item = itemOn(currentPath);
  const daily = [
    item('待办', paths.tasks(), 'inbox', facts.tasks, '项待办'),
    ...(facts.mayStart ? [item('新建工单', paths.newTicket(), 'circle-plus')] : []),
    item('工单', paths.tickets(), 'ticket'),
    ...(isPermitted(permissions.readFile, person)
      ? [item('客户档案', paths.customers(), 'address-book')]
      : []),
    ...(isPermitted(permissions.oversee, person) ? [item('报修登记簿', paths.register(), 'notebook')] : []),
    item('流程', paths.processes(), 'sitemap'),
    item('单据', paths.papers(), 'printer'),
  ];
  const administration = [
    ...(isPermitted(permissions.operate, person)
      ? [
          item('邮件', paths.mails(), 'mail'),
          item('作业与异常', paths.jobs(), 'activity', facts.incidents, '项异常'),
        ]
      : []),
    ...(isPermitted(permissions.department, person)
      ? [item('系统设置', paths.settings(), 'adjustments-horizontal')]
      : []),
  ];
  return [
    { heading: null, items: daily },
    ...(administration.length > 0 ? [{ heading: '管理', items: administration }] : []),
    { heading: '支持', items: [item('帮助', paths.help(), 'help')] },
  ];
}

function itemOn(currentPath: string) {
  return (label: string, href: string, icon: IconName, count = 0, countTitle = ''): NavigationItem => ({
    label,
    href,
    icon,
    current: isWithin(currentPath, href),
    count: count > 0 ? countText(count) : null,
    countTitle,
  });
}

function isWithin(currentPath: string, href: string): boolean {
  if (href === paths.tickets() && isWithin(currentPath, paths.newTicket())) return false;
  return currentPath === href || currentPath.startsWith(`${href}/`);
}
