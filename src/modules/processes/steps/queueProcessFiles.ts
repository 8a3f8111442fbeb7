import { resolveIncidentsOfJob } from '../../../jobs/store/incidents.js';
import { cancelJobs, insertJobs, selectUnfinishedJobsOfKind } from '../../../jobs/store/jobs.js';
import type { CommandContext } from '../../../platform/runCommand.js';

/** Queues the job that writes the newest version of a process to the folder, and cancels earlier ones. */
export async function queueProcessFiles(
  { tx, actor, now }: CommandContext,
  processKey: string,
): Promise<void> {
  const at = now.toISOString();
  const unfinished = await selectUnfinishedJobsOfKind(tx, 'writeProcess');
  const earlier = unfinished.filter(
    (job) => job.payload.processKey === processKey && job.status !== 'leased',
  );
  const decision = { resolvedAt: at, resolvedBy: actor.id, resolution: '已有新版本，由新的写入代替' };
  for (const { id } of earlier) await resolveIncidentsOfJob(tx, id, decision);
  await cancelJobs(
    tx,
    earlier.map(({ id }) => id),
    now,
  );
  const job = { kind: 'writeProcess', ticketId: null, executionId: null, payload: { processKey } } as const;
  await insertJobs(tx, [{ ...job, runAt: at }], now);
}
