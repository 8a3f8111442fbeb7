import type { Badge, IconName } from '../../../../platform/web/icons.js';
import { paths } from '../../../../platform/web/paths.js';
import type { RelatedTicket, TicketRelations } from '../../read/relatedTickets.js';
import { ticketBadges } from './labels.js';

/** Another ticket as lists and the timeline name it. */
export interface TicketLink {
  number: string;
  /** Null when the person may not open it. */
  href: string | null;
  processName: string;
  title: string;
  status: Badge;
}

export interface RelatedGroup {
  label: string;
  icon: IconName;
  tickets: TicketLink[];
}

export function ticketLink({ number, mayOpen, processName, title, status }: RelatedTicket): TicketLink {
  const href = mayOpen ? paths.ticket(number) : null;
  return { number, href, processName, title, status: ticketBadges[status] };
}

/** Every related ticket once by its number. */
export function ticketLinks({ parent, children, repeated }: TicketRelations): Map<string, TicketLink> {
  const all = [...repeated, ...children, ...(parent ? [parent] : [])];
  return new Map(all.map((ticket) => [ticket.number, ticketLink(ticket)]));
}

/** Related tickets in groups: those that wait for each other, and independent ones. */
export function relatedGroups({ parent, children, repeated }: TicketRelations): RelatedGroup[] {
  const group = (label: string, icon: IconName, tickets: RelatedTicket[]) => ({
    label,
    icon,
    tickets: tickets.map(ticketLink),
  });
  const called = children.filter(({ link }) => link === 'called');
  const groups = [
    group(parentLabel(parent), 'arrow-up', parent ? [parent] : []),
    group(
      '下级工单，本工单等待其办结',
      'hourglass',
      called.filter((child) => child.isAwaited),
    ),
    group(
      '下级工单',
      'route',
      called.filter((child) => !child.isAwaited),
    ),
    group(
      '由本工单发起，单独办理',
      'arrow-right',
      children.filter(({ link }) => link === 'started'),
    ),
    group('重复维修：同一产品 90 天内的同类故障', 'repeat', repeated),
  ];
  return groups.filter(({ tickets }) => tickets.length > 0);
}

function parentLabel(parent: RelatedTicket | null): string {
  if (parent?.link === 'started') return '发起本工单的工单';
  return parent?.isAwaited ? '上级工单，正等待本工单办结' : '上级工单';
}
