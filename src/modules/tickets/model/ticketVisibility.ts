import type { Actor } from '../../../platform/actor.js';
import { isPermitted, permissions } from '../../../platform/permissions.js';
import { isCandidate, isExcluded, type TaskFacts } from './taskPermissions.js';
import { openStatuses } from './taskStatus.js';

/** What of a ticket decides who may open it. */
interface TicketFacts {
  initiatorId: number | null;
  tasks: readonly (TaskFacts & { completedBy: number | null; ownerId?: number | null })[];
  copiedTo: readonly number[];
}

interface Viewer {
  who: string;
  /** Until when, and who not. */
  bounds: string;
  sees(actor: Actor, ticket: TicketFacts): boolean;
}

const always = '始终可以';

/**
 * Who may open a ticket, because the work needs it; the page of the settings shows the same lines. Each has its condition of the
 * database in `visibleTickets`.
 */
export const ticketViewers = {
  overseer: { who: '管理全部工单的岗位', bounds: always, sees: seesAllTickets },
  initiator: {
    who: '发起人',
    bounds: always,
    sees: (actor, { initiatorId }) => initiatorId === actor.id,
  },
  holder: {
    who: '任务的办理人和委派人',
    bounds: '任务在本人名下期间和办结之后；转给他人后不再可以',
    sees: (actor, { tasks }) =>
      tasks.some(({ assigneeId, ownerId }) => assigneeId === actor.id || ownerId === actor.id),
  },
  performer: {
    who: '办结过其中任务的人',
    bounds: always,
    sees: (actor, { tasks }) => tasks.some(({ completedBy }) => completedBy === actor.id),
  },
  candidate: {
    who: '可以签收其中任务的岗位',
    bounds: '仅在该任务未办结期间；办结或取消后，没有参与的人不再可以。按职责分离不得办理的人除外',
    sees: (actor, { tasks }) =>
      tasks.some(
        (task) => openStatuses.includes(task.status) && isCandidate(actor, task) && !isExcluded(actor, task),
      ),
  },
  copied: {
    who: '收到抄送的人',
    bounds: always,
    sees: (actor, { copiedTo }) => copiedTo.includes(actor.id as number),
  },
} satisfies Record<string, Viewer>;

/** Whether the actor may see all tickets without working on them. */
export function seesAllTickets(actor: Actor): boolean {
  return isPermitted(permissions.oversee, actor);
}

/** Whether the actor may open a ticket, by the table of who needs to. */
export function maySeeTicket(
  actor: Actor,
  { initiatorId }: { initiatorId: number | null },
  tasks: TicketFacts['tasks'],
  copiedTo: readonly number[] = [],
): boolean {
  if (seesAllTickets(actor)) return true;
  if (actor.id === null) return false;
  return Object.values<Viewer>(ticketViewers).some(({ sees }) =>
    sees(actor, { initiatorId, tasks, copiedTo }),
  );
}
