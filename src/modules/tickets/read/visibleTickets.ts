import type { Knex } from 'knex';
import type { Person } from '../../../platform/actor.js';
import { openStatuses } from '../model/taskStatus.js';
import { seesAllTickets, type ticketViewers } from '../model/ticketVisibility.js';

type Condition = (db: Knex, query: Knex.QueryBuilder, person: Person) => void;

const withTask =
  (column: 'assigneeId' | 'ownerId' | 'completedBy'): Condition =>
  (db, query, { id }) =>
    query.orWhereIn('tickets.id', db('tasks').select('ticketId').where(column, id));

/** The lines of `ticketViewers` as conditions of the database. */
const conditions: Record<Exclude<keyof typeof ticketViewers, 'overseer'>, Condition> = {
  initiator: (_db, query, { id }) => query.orWhere('tickets.initiatorId', id),
  holder: (db, query, person) => {
    withTask('assigneeId')(db, query, person);
    withTask('ownerId')(db, query, person);
  },
  performer: withTask('completedBy'),
  candidate: (db, query, { id, groups }) => {
    const claimable = db('task_candidate_groups')
      .join('tasks', 'tasks.id', 'task_candidate_groups.taskId')
      .whereIn('task_candidate_groups.groupId', [...groups])
      .whereIn('tasks.status', [...openStatuses])
      .whereNotIn('tasks.id', db('task_exclusions').select('taskId').where({ personId: id }))
      .select('tasks.ticketId');
    query.orWhereIn('tickets.id', claimable);
  },
  copied: (db, query, { id }) =>
    query.orWhereIn('tickets.id', db('ticket_copies').select('ticketId').where({ personId: id })),
};

/** Narrows a query of tickets to those that the person may open: the same rule as `maySeeTicket`. */
export function visibleTickets(db: Knex, query: Knex.QueryBuilder, person: Person): void {
  if (seesAllTickets(person)) return;
  query.where((visible) => {
    for (const condition of Object.values(conditions)) condition(db, visible, person);
  });
}
