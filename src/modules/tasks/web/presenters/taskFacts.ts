import type { CustomerValue } from '../../../../forms/schema/types.js';
import type { Badge } from '../../../../platform/web/icons.js';
import { dueView, formatMoment, momentView } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import { categoryText } from '../../../customers/index.js';
import { groupText } from '../../../people/index.js';
import {
  escalationBadge,
  priorityBadge,
  repeatedRepairBadge,
  taskBadges,
  ticketLink,
} from '../../../tickets/index.js';
import type { TaskPage } from '../../read/taskPage.js';

/** The head of a task page: which task of which ticket, in what state, until when. */
export function taskFacts(page: TaskPage, now: Date, timeZone: string) {
  const { task, trace } = page;
  const { ticket, definition, people } = trace;
  const element = definition.elements.find(({ id }) => id === task.elementId);
  const isOpen = task.status !== 'completed' && task.status !== 'cancelled';
  return {
    task: {
      id: task.id,
      name: task.name,
      revision: task.revision,
      badges: badgesOf(page),
      documentation: element?.documentation ?? null,
      due: isOpen ? dueView(task.dueAt, now, timeZone) : null,
      since: momentView(task.createdAt, now, timeZone),
      assignee: task.assigneeId === null ? null : (people.get(task.assigneeId) ?? null),
      owner: task.ownerId === null ? null : (people.get(task.ownerId) ?? null),
      delegation: task.status === 'delegated' ? lastReason(page, 'task.delegated') : null,
      remindedAt: isOpen && task.remindedAt ? momentView(task.remindedAt, now, timeZone) : null,
      candidates: groupText(task.candidateGroups),
      finished:
        task.status === 'completed' && task.completedBy !== null
          ? `已由${people.get(task.completedBy)}于 ${formatMoment(task.completedAt, timeZone)} 办理完成。`
          : null,
      isCancelled: task.status === 'cancelled' && task.outcome === null,
      returnedTo: returnText(page),
    },
    ticket: {
      number: ticket.number,
      href: paths.ticket(ticket.number),
      title: ticket.title,
      processName: definition.name,
      category: categoryText(ticket.category),
      repeated: trace.relations.repeated.map(ticketLink),
      customer: (ticket.variables.customer as CustomerValue | undefined)?.name ?? null,
    },
  };
}

/** Why a task came back or was sent back: told on the task that waits for it, and on the one to be done again. */
function returnText({ task, trace }: TaskPage): string | null {
  const event = trace.events.findLast(({ type, data }) => {
    if (type !== 'task.returned') return false;
    const to = data.to as { elementId: string };
    return data.taskId === task.id || (to.elementId === task.elementId && task.status === 'claimed');
  });
  if (!event) return null;
  const { name, reason } = event.data;
  const to = (event.data.to as { name: string }).name;
  if (event.data.taskId === task.id && task.status === 'claimed')
    return `「${to}」已补办，请继续办理。退回原因：${reason}`;
  return event.data.taskId === task.id
    ? `已退回到「${to}」。原因：${reason}`
    : `${event.actorName}从「${name}」退回，请重新办理。原因：${reason}`;
}

/** What who lent the task said about it. */
function lastReason({ task, trace }: TaskPage, type: string): string | null {
  const event = trace.events.filter((one) => one.type === type && one.data.taskId === task.id).at(-1);
  return event ? String(event.data.reason) : null;
}

function badgesOf({ task, trace }: TaskPage): Badge[] {
  return [
    taskBadges[task.status],
    task.escalation ? escalationBadge : priorityBadge(task.priority),
    trace.relations.repeated.length > 0 ? repeatedRepairBadge : null,
  ].filter((badge) => badge !== null);
}
