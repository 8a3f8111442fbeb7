import type { Knex } from 'knex';
import { claimTask } from '../../src/modules/tasks/commands/claimTask.js';
import { releaseTask } from '../../src/modules/tasks/commands/releaseTask.js';
import { createDepartment, type Department } from '../support/company/department.js';
import {
  arrange,
  confirmation,
  feedback,
  guidance,
  openTask,
  perform,
  startRequest,
} from '../support/company/remoteService.js';

/** The record of contacts takes 200 rows, and each round adds one. */
const mostRounds = 199;

/**
 * A ticket that the customer never confirms: it goes round through guidance, feedback and confirmation until its history has
 * at least so many events, each written by the command that writes it in practice.
 */
export async function playLongTicket(db: Knex, events: number): Promise<{ number: string; events: number }> {
  const department = await createDepartment(db);
  const { id, number } = await startRequest(department);
  await arrange(department, id);
  for (let round = 0; round < mostRounds; round += 1) {
    department.clock.advance({ minutes: 20 });
    await perform(department, id, 'remoteGuidance', 'engineer', guidance('solved'));
    await perform(department, id, 'feedback', 'engineer', feedback);
    await takeAndGiveBack(department, id);
    await perform(department, id, 'confirmWithCustomer', 'desk', confirmation(false));
    const { eventCount } = await db('tickets').where({ id }).first('eventCount');
    if (eventCount >= events) return { number, events: eventCount };
  }
  throw new Error(`${mostRounds} rounds make fewer than ${events} events`);
}

/** Callers who look at the task and leave it to others. */
async function takeAndGiveBack(department: Department, ticketId: number): Promise<void> {
  const { id: taskId } = await openTask(department, ticketId, 'confirmWithCustomer');
  for (const login of ['clerk', 'desk', 'clerk']) {
    await department.as(login, claimTask, { taskId });
    await department.as(login, releaseTask, { taskId });
  }
}
