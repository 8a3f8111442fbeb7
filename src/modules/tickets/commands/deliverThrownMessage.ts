import { finishJob, selectJob } from '../../../jobs/store/jobs.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { deliverMessage } from './deliverMessage.js';
import type { Sender } from './startByEvent.js';

interface ThrownMessage {
  name: string;
  correlationKey: string | null;
  data: Record<string, unknown>;
  from: Sender;
}

/**
 * Delivers the message that a ticket threw, and finishes the job in the same transaction. As long as nobody waits for it the
 * job is tried again, since the receiver may come to its place later; then a person decides.
 * @throws {MessageFitsNothing} {InvalidForm} {EngineError}
 */
export async function deliverThrownMessage(context: CommandContext, input: { jobId: number }): Promise<void> {
  const job = await selectJob(context.tx, input.jobId);
  if (job.status !== 'leased' && job.status !== 'ready') return;
  const { name, correlationKey, data, from } = job.payload as unknown as ThrownMessage;
  const messageId = `${from.number}/${job.executionId}`;
  await deliverMessage(context, { messageId, name, correlationKey, data, subscriptionId: null, from });
  await finishJob(context.tx, job.id, context.now);
}
