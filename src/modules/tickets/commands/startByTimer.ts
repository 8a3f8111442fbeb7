import { nextRound } from '../../../bpmn/timers.js';
import { finishJob, insertJobs, selectJob } from '../../../jobs/store/jobs.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectLatestDefinition, type TimerStart } from '../../processes/index.js';
import { startByEvent } from './startByEvent.js';

/**
 * Starts a ticket because its time has come, queues the next round of a cycle, and finishes the job in the same transaction.
 * Does nothing for a version that another has replaced.
 * @throws {EngineError}
 */
export async function startByTimer(context: CommandContext, input: { jobId: number }): Promise<void> {
  const { tx, now, settings, definitions } = context;
  const job = await selectJob(tx, input.jobId);
  if (job.status !== 'leased' && job.status !== 'ready') return;
  await finishJob(tx, job.id, now);
  const start = job.payload as unknown as TimerStart;
  const { definitionId, processKey, elementId, cycle, left, dueAt } = start;
  if ((await selectLatestDefinition(tx, processKey)).id !== definitionId) return;
  if (cycle !== null && left !== 1) {
    const next = nextRound(cycle, dueAt, now, settings.timeZone);
    const payload = { ...start, left: left === -1 ? -1 : left - 1, dueAt: next };
    const { kind, ticketId, executionId } = job;
    await insertJobs(tx, [{ kind, ticketId, executionId, payload, runAt: next }], now);
  }
  const definition = await definitions.load(tx, definitionId);
  const event = { kind: 'timer', name: '' } as const;
  await startByEvent(context, { definition, elementId, event, data: {}, from: null });
}
