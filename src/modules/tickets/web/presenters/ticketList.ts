import { momentView } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import { categoryText } from '../../../customers/index.js';
import type { TicketListItem } from '../../read/tickets.js';
import { escalationBadge, priorityBadge, repeatedRepairBadge, ticketBadges } from './labels.js';

/** One line of the ticket list. */
export function ticketItem(ticket: TicketListItem, now: Date, timeZone: string) {
  return {
    number: ticket.number,
    href: paths.ticket(ticket.number),
    title: ticket.title,
    customerName: ticket.customerName,
    processName: ticket.processName,
    category: categoryText(ticket.category),
    isMarked: ticket.escalated,
    badges: [
      ticketBadges[ticket.status],
      ticket.escalated ? escalationBadge : priorityBadge(ticket.priority),
      ticket.isRepeatedRepair && repeatedRepairBadge,
    ].filter(Boolean),
    waiting: [...ticket.waitingTasks, ...ticket.waitingChildren.map((number) => `下级工单 ${number}`)].join(
      '、',
    ),
    initiator: ticket.initiatorName,
    startedAt: momentView(ticket.startedAt, now, timeZone),
  };
}
