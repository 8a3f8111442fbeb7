import type { Knex } from 'knex';
import { selectPendingJobs } from '../../jobs/store/jobs.js';
import { selectAuditEvents, selectChildTickets, selectOpenTasks } from '../../modules/tickets/index.js';

/**
 * Ids of the elements at which a ticket waits: open tasks, service tasks whose job is to run, and calls whose ticket is under
 * way; sorted, one for each.
 */
export async function openElements(db: Knex, ticketId: number): Promise<string[]> {
  const tasks = await selectOpenTasks(db, ticketId);
  const jobs = await selectPendingJobs(db, ticketId, ['runService']);
  return [
    ...tasks.map((task) => task.elementId),
    ...jobs.map((job) => String(job.payload.elementId)),
    ...(await openCalls(db, ticketId)),
  ].sort();
}

async function openCalls(db: Knex, ticketId: number): Promise<string[]> {
  const children = await selectChildTickets(db, ticketId);
  const waited = children.filter((child) => child.status === 'active' && child.parentExecutionId !== null);
  if (waited.length === 0) return [];
  const events = await selectAuditEvents(db, ticketId);
  const started = events.filter((event) => event.type === 'call.started');
  return waited.map(
    (child) =>
      started.find((event) => event.executionId === child.parentExecutionId)?.elementId ?? child.number,
  );
}
