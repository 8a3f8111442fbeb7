import type { Knex } from 'knex';
import type { Elements } from '../report/elementNames.js';
import { elementName } from '../report/elementNames.js';

/** A Chinese sentence for each job of a ticket whose last attempt failed. */
export async function failedJobs(db: Knex, ticketId: number, elements: Elements): Promise<string[]> {
  const rows: { payload: string; lastError: string }[] = await db('jobs')
    .where({ ticketId })
    .whereIn('status', ['ready', 'failed'])
    .whereNotNull('lastError')
    .orderBy('id');
  return rows.map(({ payload, lastError }) => {
    const { elementId } = JSON.parse(payload) as { elementId?: string };
    return `后台作业${elementId ? elementName(elements, elementId) : ''}失败：${lastError}`;
  });
}
