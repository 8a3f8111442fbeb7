import type { Knex } from 'knex';
import { mostUrgentPriority, usualPriority } from '../model/urgency.js';

/** An open task where it lies: with the person who has it, or with each group that may claim it. */
export interface InboxEntryRow {
  place: string;
  taskId: number;
  ticketId: number;
  /** 0 for an escalation, which comes before all others; else 1. */
  rank: number;
  /** `noDueDate` without one. */
  dueAt: string;
  /** 0 特急, 1 紧急, 2 as usual. */
  urgency: number;
  createdAt: string;
  processKey: string;
  /** `noCategory` without one. */
  category: string;
  /** `noCustomer` without one. */
  customerId: number;
}

/** These values sort last. */
const noDueDate = '9999';
const noCategory = 'Z';
const noCustomer = 2_147_483_647;

export const placeOfPerson = (personId: number): string => `p:${personId}`;
export const placeOfGroup = (groupId: string): string => `g:${groupId}`;

const columns =
  'place, task_id, ticket_id, rank, due_at, urgency, created_at, process_key, category, customer_id';
const facts = `tasks.id, tickets.id, case when tasks.escalation then 0 else 1 end, coalesce(tasks.due_at, '${noDueDate}'),
  case when tasks.priority >= ${mostUrgentPriority} then 0 when tasks.priority > ${usualPriority} then 1 else 2 end, tasks.created_at,
  tickets.process_key, coalesce(tickets.category, '${noCategory}'), coalesce(tickets.customer_id, ${noCustomer})
  from tasks join tickets on tickets.id = tasks.ticket_id`;

/** Updates the inbox entries of a task after a change of state or assignee. Finished tasks have no inbox entry. */
export async function placeTask(tx: Knex, taskId: number): Promise<void> {
  await tx('inbox_entries').where({ taskId }).delete();
  await tx.raw(
    `insert into inbox_entries (${columns})
     select 'p:' || tasks.assignee_id, ${facts} where tasks.id = ? and tasks.status in ('claimed', 'delegated')
     union all
     select 'g:' || task_candidate_groups.group_id, ${facts}
       join task_candidate_groups on task_candidate_groups.task_id = tasks.id
       where tasks.id = ? and tasks.status = 'ready'`,
    [taskId, taskId],
  );
}

/** Moves the open tasks of one customer to another (a merge). */
export async function moveInboxEntries(tx: Knex, from: number, to: number): Promise<void> {
  await tx('inbox_entries').where({ customerId: from }).update({ customerId: to });
}

/** Copies category and customer of a ticket to its inbox entries. */
export async function updateInboxEntries(
  tx: Knex,
  ticket: { id: number; category: string | null; customerId: number | null },
): Promise<void> {
  await tx('inbox_entries')
    .where({ ticketId: ticket.id })
    .update({ category: ticket.category ?? noCategory, customerId: ticket.customerId ?? noCustomer });
}
