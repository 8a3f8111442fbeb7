import { countText } from '../modules/tasks/index.js';
import type { Person } from '../platform/actor.js';
import { isPermitted, type Permission, permissions } from '../platform/permissions.js';
import type { IconName } from '../platform/web/icons.js';
import { paths } from '../platform/web/paths.js';

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

interface NavigationFacts {
  tasks: number;
  incidents: number;
  stopped: number;
  mayStart: boolean;
}

interface Entry extends Omit<NavigationItem, 'current' | 'count' | 'countTitle'> {
  permission: Permission;
  /** What must hold besides the permission. */
  only?: 'mayStart';
  counts?: { fact: 'tasks' | 'incidents' | 'stopped'; title: string };
}

const {
  audit,
  configureDepartment,
  deliverMessages,
  operate,
  oversee,
  person: anybody,
  readBoard,
  readCustomerFile,
} = permissions;

/** Every place of the application, in the order of the menu. */
const sections: readonly { heading: string | null; entries: readonly Entry[] }[] = [
  {
    heading: null,
    entries: [
      {
        label: '待办',
        href: paths.tasks(),
        icon: 'inbox',
        permission: anybody,
        counts: { fact: 'tasks', title: '项待办' },
      },
      {
        label: '新建工单',
        href: paths.newTicket(),
        icon: 'circle-plus',
        permission: anybody,
        only: 'mayStart',
      },
      { label: '派工看板', href: paths.board(), icon: 'layout-columns', permission: readBoard },
      { label: '工单', href: paths.tickets(), icon: 'ticket', permission: anybody },
      { label: '登记消息', href: paths.messages(), icon: 'message-plus', permission: deliverMessages },
      { label: '客户档案', href: paths.customers(), icon: 'address-book', permission: readCustomerFile },
      { label: '报修登记簿', href: paths.register(), icon: 'notebook', permission: oversee },
      {
        label: '流程',
        href: paths.processes(),
        icon: 'sitemap',
        permission: anybody,
        counts: { fact: 'stopped', title: '件停住' },
      },
      { label: '单据', href: paths.papers(), icon: 'printer', permission: anybody },
      { label: '组织目录', href: paths.directory(), icon: 'hierarchy-2', permission: anybody },
    ],
  },
  {
    heading: '审计',
    entries: [
      { label: '审计查询', href: paths.auditTickets(), icon: 'search', permission: audit },
      { label: '封存与核对', href: paths.checkpoints(), icon: 'shield-check', permission: audit },
      { label: '查阅日志', href: paths.accesses(), icon: 'history', permission: audit },
      { label: '安全日志', href: paths.securityLog(), icon: 'key', permission: audit },
    ],
  },
  {
    heading: '管理',
    entries: [
      { label: '邮件', href: paths.mails(), icon: 'mail', permission: operate },
      {
        label: '作业与异常',
        href: paths.jobs(),
        icon: 'activity',
        permission: operate,
        counts: { fact: 'incidents', title: '项异常' },
      },
      {
        label: '系统设置',
        href: paths.settings(),
        icon: 'adjustments-horizontal',
        permission: configureDepartment,
      },
    ],
  },
  { heading: '支持', entries: [{ label: '帮助', href: paths.help(), icon: 'help', permission: anybody }] },
];

/** What the person may open, with the page that is open marked. */
export function navigation(person: Person, currentPath: string, facts: NavigationFacts): NavigationSection[] {
  const isOffered = ({ permission, only }: Entry) =>
    isPermitted(permission, person) && (only === undefined || facts[only]);
  return sections
    .map(({ heading, entries }) => ({
      heading,
      items: entries.filter(isOffered).map((entry) => itemOf(entry, currentPath, facts)),
    }))
    .filter(({ items }) => items.length > 0);
}

function itemOf(entry: Entry, currentPath: string, facts: NavigationFacts): NavigationItem {
  const { label, href, icon, counts } = entry;
  return {
    label,
    href,
    icon,
    current: isWithin(currentPath, href),
    count: counts && facts[counts.fact] > 0 ? countText(facts[counts.fact]) : null,
    countTitle: counts?.title ?? '',
  };
}

function isWithin(currentPath: string, href: string): boolean {
  if (href === paths.tickets() && isWithin(currentPath, paths.newTicket())) return false;
  return currentPath === href || currentPath.startsWith(`${href}/`);
}
