import { sumOf } from '../../../../forms/compute/amounts.js';
import type { Badge } from '../../../../platform/web/icons.js';
import { dueView, momentView } from '../../../../platform/web/moments.js';
import { paths, withQuery } from '../../../../platform/web/paths.js';
import { groupText } from '../../../people/index.js';
import { countText, type InboxTask } from '../../../tasks/index.js';
import { escalationBadge, loopText, priorityBadge } from '../../../tickets/index.js';
import { type PoolMoments, poolStage } from '../../model/dispatching.js';
import { type Engineer, type Load, maxPlanned, type PlannedTask, type PoolEntry } from '../../read/board.js';

const leftOverBadge: Badge = { text: '当日未派', icon: 'alert-triangle', tone: 'late' };

export interface BoardMoment {
  now: Date;
  timeZone: string;
}

/** One task as a card of the board. */
function cardOf(task: InboxTask, { now, timeZone }: BoardMoment) {
  return {
    id: task.id,
    name: task.name,
    href: paths.task(task.id),
    number: task.ticketNumber,
    ticketHref: paths.ticket(task.ticketNumber),
    title: task.ticketTitle,
    customer: task.customerName,
    loop: loopText(task.loopItem),
    due: dueView(task.dueAt, now, timeZone),
    badges: [task.escalation ? escalationBadge : priorityBadge(task.priority)].filter(Boolean),
  };
}

/** An unassigned task with the engineers who may get it. */
export function poolCard(
  entry: PoolEntry,
  engineers: readonly Engineer[],
  moments: PoolMoments,
  moment: BoardMoment,
) {
  const receivers = engineers.filter(
    ({ id, groups }) =>
      !entry.excludedPersons.includes(id) && groups.some((group) => entry.groups.includes(group)),
  );
  const card = cardOf(entry, moment);
  const isLeftOver = poolStage(entry, moments) === 0;
  return {
    ...card,
    badges: isLeftOver ? [leftOverBadge, ...card.badges] : card.badges,
    groups: groupText(entry.groups),
    since: momentView(entry.createdAt, moment.now, moment.timeZone),
    receivers: receivers.map(({ id, name }) => ({ id, name })),
    receiverIds: receivers.map(({ id }) => id).join(' '),
  };
}

/** An engineer with the load and the plan of the day. */
export function engineerColumn(
  engineer: Engineer,
  load: Load | undefined,
  plan: readonly PlannedTask[],
  moment: BoardMoment,
) {
  const known = plan.filter(({ hours }) => hours !== null);
  const hours = sumOf(known.map((task) => task.hours));
  return {
    id: engineer.id,
    name: engineer.name,
    initial: engineer.name.slice(-1),
    role: groupText(engineer.groups),
    open: countText(load?.open ?? 0),
    overdue: load?.overdue ? countText(load.overdue) : null,
    hours: known.length > 0 ? hours : null,
    isCut: plan.length === maxPlanned,
    plan: plan.map((task) => ({ ...cardOf(task, moment), hours: task.hours })),
    reassignHref: load?.open ? withQuery(paths.newReassignment(), { from: engineer.id }) : null,
  };
}
