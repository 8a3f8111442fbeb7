import type { Person } from '../rules/actor.js';
import type { IconName } from './icons.js';
import { paths } from './paths.js';
import { isPermitted, permissions } from './permissions.js';

export interface NavigationItem {
  label: string;
  href: string;
  icon: IconName;
  current: boolean;
  count: number | null;
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
  const item = (
    label: string,
    href: string,
    icon: IconName,
    count: number | null = null,
    countTitle = '',
  ) => ({
    label,
    href,
    icon,
    current: isWithin(currentPath, href),
    count,
    countTitle,
  });
  const daily = [
    item('待办', paths.tasks(), 'inbox', facts.tasks, '项待办'),
    ...(facts.mayStart ? [item('新建工单', paths.newTicket(), 'circle-plus')] : []),
    item('工单', paths.tickets(), 'ticket'),
    item('流程', paths.processes(), 'sitemap'),
    item('组织目录', paths.directory(), 'hierarchy-2'),
  ];
  const administration = [
    item('邮件', paths.mails(), 'mail'),
    item('作业与异常', paths.jobs(), 'activity', facts.incidents, '项异常'),
  ];
  return [
    { heading: null, items: daily },
    ...(isPermitted(permissions.operate, person) ? [{ heading: '管理', items: administration }] : []),
    { heading: '支持', items: [item('帮助', paths.help(), 'help')] },
  ];
}

function isWithin(currentPath: string, href: string): boolean {
  if (href === paths.tickets() && isWithin(currentPath, paths.newTicket())) return false;
  return currentPath === href || currentPath.startsWith(`${href}/`);
}
