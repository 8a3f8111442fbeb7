import type { CustomerValue, ProductValue } from '../../../../forms/schema/types.js';
import type { Person } from '../../../../platform/actor.js';
import { formatMoment } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import { categoryText } from '../../../customers/index.js';
import { whyNotClaim, whyNotWork } from '../../model/taskPermissions.js';
import type { TicketTrace } from '../../read/ticketTrace.js';
import type { TaskRow } from '../../store/tasks.js';
import { escalationBadge, priorityBadge, repeatedRepairBadge, ticketBadges } from './labels.js';
import { relatedGroups } from './relatedTickets.js';

/** The head of a ticket page: subject, state, and the person's own tasks. */
export function ticketFacts(trace: TicketTrace, person: Person, timeZone: string) {
  const { ticket, definition, tasks, people } = trace;
  const open = tasks.filter(({ status }) => ['ready', 'claimed', 'delegated'].includes(status));
  const customer = ticket.variables.customer as CustomerValue | undefined;
  const product = ticket.variables.product as ProductValue | undefined;
  return {
    ticket: {
      number: ticket.number,
      title: ticket.title,
      badges: [
        ticketBadges[ticket.status],
        open.some(({ escalation }) => escalation)
          ? escalationBadge
          : priorityBadge(Math.max(0, ...open.map(({ priority }) => priority))),
        trace.relations.repeated.length > 0 && repeatedRepairBadge,
      ].filter(Boolean),
      processName: definition.name,
      processHref: paths.processVersion(definition.key, definition.version),
      version: definition.version,
      category: categoryText(ticket.category),
      initiator: ticket.initiatorId === null ? '系统' : (people.get(ticket.initiatorId) ?? ''),
      startedAt: formatMoment(ticket.startedAt, timeZone),
      endLabel: ticket.status === 'cancelled' ? '终止' : '办结',
      endedAt: formatMoment(ticket.endedAt, timeZone),
      ending: definition.elements.find(({ id }) => id === ticket.endElementId)?.name ?? null,
      eventCount: ticket.eventCount,
      customer,
      product,
    },
    ownTasks: ownTasks(open, person),
    related: relatedGroups(trace.relations),
    broken: trace.brokenAt,
    mails: trace.mails.length,
  };
}

/** The person's tasks and claimable tasks on the ticket; the first of several equal claimable ones. */
function ownTasks(open: readonly TaskRow[], person: Person) {
  const own = open.filter((task) => whyNotWork(person, task) === null || whyNotClaim(person, task) === null);
  const isLike = (task: TaskRow) => (other: TaskRow) =>
    other.elementId === task.elementId && other.status === 'ready' && task.status === 'ready';
  return own
    .filter((task) => task.status !== 'ready' || own.find(isLike(task)) === task)
    .map((task) => {
      const count = own.filter(isLike(task)).length;
      const name = count > 1 ? `${task.name}（${count} 项）` : task.name;
      return { name, href: paths.task(task.id), isMine: task.assigneeId === person.id };
    });
}
