import type { Person } from '../../../platform/actor.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { refuseUnlessOpen } from '../../tasks/index.js';
import {
  type AuditEntry,
  changesOf,
  checkConditions,
  saveTicket,
  selectTask,
  selectTicketForUpdate,
  type TaskUpdate,
  type TicketRow,
  whyNotSuccessor,
} from '../../tickets/index.js';
import { replacePerson } from '../model/assigneeVariables.js';
import type { FutureTask, HeldTask } from './findOpenWork.js';

/** One item of open work, and what happens to it. */
export interface Handover {
  item: HeldTask | FutureTask;
  /** The successor; null when nobody was chosen. */
  to: Person | null;
  /** The task goes back to its groups instead. */
  release: boolean;
}

const reason = '离职交接';

/** Why the chosen handover is not possible; null when it is. */
export function whyNotTransfer(
  { item, to, release }: Handover,
  leaver: Pick<Person, 'groups'>,
): string | null {
  const task = 'task' in item ? item.task : item;
  if (release) {
    const possible = 'task' in item && item.task.status === 'claimed' && task.candidateGroups.length > 0;
    return possible ? null : '此项不能退回公共，请选择接办人。';
  }
  return to ? whyNotSuccessor(to, task, leaver) : '请选择接办人。';
}

/** Hands everything over, ticket by ticket, each with its audit events. */
export async function transferWork(
  context: CommandContext,
  leaver: { id: number; name: string },
  handovers: readonly Handover[],
): Promise<void> {
  const ticketIds = [...new Set(handovers.map(({ item }) => item.ticket.id))].sort((a, b) => a - b);
  for (const ticketId of ticketIds) {
    const ticket = await selectTicketForUpdate(context.tx, ticketId);
    const [events, tasks]: [AuditEntry[], TaskUpdate[]] = [[], []];
    for (const handover of handovers.filter(({ item }) => item.ticket.id === ticketId)) {
      const { item } = handover;
      if ('task' in item) {
        const { event, update } = await transferOpenTask(context, leaver, item, handover);
        events.push(event);
        tasks.push(update);
      } else events.push(replaceFuturePerformer(ticket, leaver, item, handover));
    }
    await saveTicket(context, ticket, { events, tasks });
    await checkConditions(context, ticket);
  }
}

async function transferOpenTask(
  context: CommandContext,
  leaver: { id: number; name: string },
  item: HeldTask,
  { to, release }: Handover,
): Promise<{ event: AuditEntry; update: TaskUpdate }> {
  const task = await selectTask(context.tx, item.task.id);
  await refuseUnlessOpen(context, task);
  const { id, elementId, executionId, name } = task;
  const about = { elementId, executionId };
  const facts = { taskId: id, name, from: { id: leaver.id, name: leaver.name }, reason };
  if (release || !to) {
    const change = { status: 'ready', assigneeId: null, ownerId: null, claimedAt: null } as const;
    return { event: { type: 'task.released', ...about, data: facts }, update: { id, change } };
  }
  const assigneeId = task.assigneeId === leaver.id ? to.id : task.assigneeId;
  const ownerId = task.ownerId === leaver.id ? to.id : task.ownerId;
  const isLent = ownerId !== null && ownerId !== assigneeId;
  const held = {
    status: isLent || task.status === 'suspended' ? task.status : 'claimed',
    assigneeId,
    ownerId: isLent ? ownerId : null,
  } as const;
  const data = { ...facts, to: { id: to.id, name: to.name }, held };
  return { event: { type: 'task.handedOver', ...about, data }, update: { id, change: held } };
}

function replaceFuturePerformer(
  ticket: TicketRow,
  leaver: { id: number; name: string },
  { path, elements }: FutureTask,
  { to }: Handover,
): AuditEntry {
  const before = ticket.variables;
  ticket.variables = replacePerson(before, path, leaver.id, (to as Person).id);
  const data = {
    name: elements.join('、'),
    path,
    from: { id: leaver.id, name: leaver.name },
    to: { id: (to as Person).id, name: (to as Person).name },
    reason,
    changes: changesOf(before, ticket.variables),
  };
  return { type: 'ticket.handedOver', elementId: null, executionId: null, data };
}
