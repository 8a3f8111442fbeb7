import { finishJob, selectJob } from '../../../jobs/store/jobs.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { startsBy } from '../steps/passEventsOn.js';
import { receivedOf } from '../steps/receiveData.js';
import { type Sender, startByEvent } from './startByEvent.js';

interface SignalStart {
  processKey: string;
  elementId: string;
  name: string;
  data: Record<string, unknown>;
  from: Sender;
}

/**
 * Starts a ticket of the process that a signal starts, and finishes the job in the same transaction. Does nothing when the job
 * was finished, or the newest version waits for the signal no more.
 * @throws {EngineError}
 */
export async function startBySignal(context: CommandContext, input: { jobId: number }): Promise<void> {
  const job = await selectJob(context.tx, input.jobId);
  if (job.status !== 'leased' && job.status !== 'ready') return;
  const { processKey, elementId, name, data, from } = job.payload as unknown as SignalStart;
  await finishJob(context.tx, job.id, context.now);
  const starts = await startsBy(context, 'signal', name);
  const start = starts.find((one) => one.definition.row.key === processKey && one.elementId === elementId);
  if (!start) return;
  const received = receivedOf(start.definition, elementId, data);
  await startByEvent(context, { ...start, event: { kind: 'signal', name }, data: received, from });
}
