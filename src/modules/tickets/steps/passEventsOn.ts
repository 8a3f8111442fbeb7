import { triggersOf } from '../../../bpmn/triggers.js';
import type { StepResult, ThrownEvent } from '../../../bpmn/types.js';
import type { NewJob } from '../../../jobs/store/jobs.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { type DeployedDefinition, selectLatestDefinitionIds } from '../../processes/index.js';
import { type NewSubscription, selectSubscriptions } from '../store/eventSubscriptions.js';
import type { TicketRow } from '../store/tickets.js';

/** What a ticket waits for of what comes from outside of it. */
export function subscriptionsOf({ messages, signals, conditions }: StepResult): NewSubscription[] {
  const place = ({ executionId, elementId }: { executionId: string; elementId: string }) => ({
    executionId,
    elementId,
  });
  const key = (text: string | null | undefined) => text?.slice(0, 400) ?? null;
  return [
    ...messages.map((one) => ({
      ...place(one),
      kind: 'message' as const,
      name: one.messageName,
      correlationKey: key(one.correlationKey),
    })),
    ...signals.map((one) => ({
      ...place(one),
      kind: 'signal' as const,
      name: one.signalName,
      correlationKey: null,
    })),
    ...conditions.map((one) => ({
      ...place(one),
      kind: 'condition' as const,
      name: '',
      correlationKey: null,
    })),
  ];
}

/**
 * The jobs that carry what a ticket threw to all others: a message is one job; a signal one for each wait that it meets at
 * this moment, and one for each process that it starts (BPMN 2.0, 10.5.1: a broadcast).
 */
export async function passEventsOn(
  context: CommandContext,
  ticket: TicketRow,
  thrown: readonly ThrownEvent[],
): Promise<NewJob[]> {
  const jobs = [];
  for (const event of thrown) {
    if (event.kind === 'message') jobs.push(messageJob(ticket, event));
    else jobs.push(...(await signalJobs(context, ticket, event)));
  }
  const runAt = context.now.toISOString();
  return jobs.map((job) => ({ ...job, runAt }));
}

function messageJob({ id, number }: TicketRow, event: ThrownEvent): Omit<NewJob, 'runAt'> {
  const { name, correlationKey, data, elementId, executionId } = event;
  return {
    kind: 'deliverMessage',
    ticketId: id,
    executionId,
    payload: { name, correlationKey, data, elementId, from: { id, number } },
  };
}

async function signalJobs(
  context: CommandContext,
  { id, number }: TicketRow,
  { name, data }: ThrownEvent,
): Promise<Omit<NewJob, 'runAt'>[]> {
  const from = { id, number };
  const waiting = await selectSubscriptions(context.tx, 'signal', name);
  const others = waiting.filter(({ ticketId }) => ticketId !== id);
  const starting = await startsBy(context, 'signal', name);
  return [
    ...others.map(({ ticketId, executionId, elementId }) => ({
      kind: 'deliverSignal' as const,
      ticketId,
      executionId,
      payload: { name, data, elementId, from },
    })),
    ...starting.map(({ definition: { row }, elementId }) => ({
      kind: 'startBySignal' as const,
      ticketId: null,
      executionId: null,
      payload: { processKey: row.key, elementId, name, data, from },
    })),
  ];
}

/** The start events of the newest versions that wait for this message or signal. */
export async function startsBy(
  { tx, definitions }: Pick<CommandContext, 'tx' | 'definitions'>,
  kind: 'message' | 'signal',
  name: string,
): Promise<{ definition: DeployedDefinition; elementId: string }[]> {
  const found = [];
  for (const id of (await selectLatestDefinitionIds(tx)).sort((one, other) => one - other)) {
    const definition = await definitions.load(tx, id);
    const own = triggersOf(definition.engine).filter((one) => one.kind === kind && one.name === name);
    found.push(...own.map(({ elementId }) => ({ definition, elementId })));
  }
  return found;
}
