import type { Actor } from '../../../platform/actor.js';
import { isPermitted, permissions } from '../../../platform/permissions.js';

/** Whether the actor may see all tickets without working on them. */
export function seesAllTickets(actor: Actor): boolean {
  return isPermitted(permissions.oversee, actor);
}

/** Whether the actor may open a ticket: overseers always; others if they started it, worked on it, may claim a task or got a copy. */
export function maySeeTicket(
  actor: Actor,
  ticket: { initiatorId: number | null },
  tasks: readonly {
    assigneeId: number | null;
    completedBy: number | null;
    ownerId?: number | null;
    candidateGroups: readonly string[];
    excludedPersons: readonly number[];
  }[],
  copiedTo: readonly number[] = [],
): boolean {
  if (seesAllTickets(actor)) return true;
  if (actor.id === null) return false;
  if (ticket.initiatorId === actor.id || copiedTo.includes(actor.id)) return true;
  return tasks.some(
    (task) =>
      task.assigneeId === actor.id ||
      task.completedBy === actor.id ||
      task.ownerId === actor.id ||
      (task.candidateGroups.some((group) => actor.groups.includes(group)) &&
        !task.excludedPersons.includes(actor.id as number)),
  );
}
