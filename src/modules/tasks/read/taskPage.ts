import type { Knex } from 'knex';
import type { Person } from '../../../platform/actor.js';
import { NotFound } from '../../../platform/errors.js';
import {
  type FormDraft,
  maySeeTask,
  selectOptionalFormDraft,
  selectTask,
  selectTicket,
  selectTicketInShort,
  selectTicketTrace,
  type TaskRow,
  type TicketTrace,
} from '../../tickets/index.js';

export interface TaskPage {
  task: TaskRow;
  trace: TicketTrace;
  draft: FormDraft | undefined;
}

/** A task with its ticket, for a page that asks something about it. */
export type TaskInShort = Pick<TicketTrace, 'ticket' | 'tasks' | 'definition'> & { task: TaskRow };

/** For everybody who may see the ticket. @throws {NotFound} */
export async function selectTaskInShort(db: Knex, person: Person, taskId: number): Promise<TaskInShort> {
  const task = await selectTask(db, taskId);
  const { number } = await selectTicket(db, task.ticketId);
  return { task, ...(await selectTicketInShort(db, person, number)) };
}

/** @throws {NotFound} also when the task is none of the person's business */
export async function selectTaskPage(db: Knex, person: Person, taskId: number): Promise<TaskPage> {
  const task = await selectTask(db, taskId);
  const ticket = await selectTicket(db, task.ticketId);
  if (!maySeeTask(person, task)) throw new NotFound('任务');
  return {
    task,
    trace: await selectTicketTrace(db, person, ticket.number),
    draft: await selectOptionalFormDraft(db, person.id, `task:${task.id}`),
  };
}
