import { MessageFitsNothing } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { changesOf } from '../model/variableChanges.js';
import { startsBy } from '../steps/passEventsOn.js';
import { refuseUnreceived } from '../steps/receiveData.js';
import {
  insertDeliveredMessage,
  selectOptionalDeliveredMessage,
  updateDeliveredMessage,
} from '../store/deliveredMessages.js';
import {
  type EventSubscriptionRow,
  selectOptionalSubscription,
  selectSubscriptions,
} from '../store/eventSubscriptions.js';
import { selectTicket, selectTicketForUpdate } from '../store/tickets.js';
import { advanceTicket } from './advanceTicket.js';
import { type Sender, startByEvent } from './startByEvent.js';

export interface DeliverMessageInput {
  /** Of the sender's making: the same id again delivers nothing, and gives the ticket that took it. */
  messageId: string;
  name: string;
  /** Which of several tickets it is for; null when those that wait declare no key. */
  correlationKey: string | null;
  data: Record<string, unknown>;
  /** The one wait that a person chose; null: the name and the key tell. */
  subscriptionId: number | null;
  /** The ticket that sent it; null: a person did. */
  from: Sender | null;
}

/**
 * Delivers a message to the one ticket that waits for its name and key, else starts the process that it starts
 * (BPMN 2.0, 10.5.1: a message has one receiver). Idempotent by the message's id.
 * @returns the number of the ticket that took it
 * @throws {MessageFitsNothing} when nothing or more than one waits for it
 * @throws {InvalidForm} when it brings data that the receiver does not take {EngineError}
 */
export async function deliverMessage(
  context: CommandContext,
  input: DeliverMessageInput,
): Promise<{ number: string }> {
  const { tx, now, actor } = context;
  const { messageId, name, correlationKey } = input;
  const deliveredAt = now.toISOString();
  const message = { messageId, name, correlationKey, deliveredBy: actor.id, deliveredAt };
  if (!(await insertDeliveredMessage(tx, message))) return earlierReceiver(context, messageId);
  const ticket = await receive(context, input);
  await updateDeliveredMessage(tx, messageId, { ticketId: ticket.id });
  return { number: ticket.number };
}

async function earlierReceiver({ tx }: CommandContext, messageId: string): Promise<{ number: string }> {
  const earlier = await selectOptionalDeliveredMessage(tx, messageId);
  const { number } = await selectTicket(tx, earlier?.ticketId as number);
  return { number };
}

async function receive(
  context: CommandContext,
  input: DeliverMessageInput,
): Promise<{ id: number; number: string }> {
  const { name, data, from } = input;
  const waiting = await waitingFor(context, input);
  if (waiting.length > 1) throw await severalWait(context, input, waiting);
  const [subscription] = waiting;
  if (subscription) return deliverTo(context, input, subscription);
  const starts = input.subscriptionId === null ? await startsBy(context, 'message', name) : [];
  const [start] = starts;
  if (!start) throw nobodyWaits(input);
  if (starts.length > 1)
    throw new MessageFitsNothing(
      `消息「${name}」同时启动 ${starts.length} 个流程，无法判断由哪一个接收，没有送达。`,
    );
  refuseUnreceived(start.definition, start.elementId, data);
  return startByEvent(context, { ...start, event: { kind: 'message', name }, data, from });
}

async function waitingFor(
  { tx }: CommandContext,
  { name, correlationKey, subscriptionId }: DeliverMessageInput,
): Promise<EventSubscriptionRow[]> {
  const named = await selectSubscriptions(tx, 'message', name);
  if (subscriptionId !== null) return named.filter(({ id }) => id === subscriptionId);
  return named.filter((one) => one.correlationKey === correlationKey);
}

async function deliverTo(
  context: CommandContext,
  { messageId, name, correlationKey, data, from }: DeliverMessageInput,
  { id, ticketId, executionId, elementId }: EventSubscriptionRow,
): Promise<{ id: number; number: string }> {
  const ticket = await selectTicketForUpdate(context.tx, ticketId);
  if (!(await selectOptionalSubscription(context.tx, { id })))
    throw new MessageFitsNothing(`工单 ${ticket.number} 刚刚已不再等待消息「${name}」，没有送达。`);
  const definition = await context.definitions.load(context.tx, ticket.definitionId);
  refuseUnreceived(definition, elementId, data);
  const before = ticket.variables;
  ticket.variables = { ...before, ...data };
  const changes = changesOf(before, ticket.variables);
  const facts = { messageId, name, correlationKey, ...(from && { from: from.number }), changes };
  await advanceTicket(
    context,
    ticket,
    { type: 'deliverMessage', executionId, variables: ticket.variables },
    { type: 'message.received', elementId, executionId, data: facts },
  );
  return { id: ticket.id, number: ticket.number };
}

function nobodyWaits({ name, correlationKey, subscriptionId }: DeliverMessageInput): MessageFitsNothing {
  if (subscriptionId !== null)
    return new MessageFitsNothing(`所选的环节已不再等待消息「${name}」，没有送达。`);
  const key = correlationKey === null ? '' : `（匹配值「${correlationKey}」）`;
  return new MessageFitsNothing(`没有工单在等待消息「${name}」${key}，也没有流程由它启动，没有送达。`);
}

async function severalWait(
  { tx }: CommandContext,
  { name }: DeliverMessageInput,
  waiting: readonly EventSubscriptionRow[],
): Promise<MessageFitsNothing> {
  const first = waiting.slice(0, 3);
  const numbers = await Promise.all(
    first.map(async ({ ticketId }) => (await selectTicket(tx, ticketId)).number),
  );
  const more = waiting.length > numbers.length ? '等' : '';
  return new MessageFitsNothing(
    `有 ${waiting.length} 个环节在等待消息「${name}」（工单 ${[...new Set(numbers)].join('、')}${more}），无法判断由哪一个接收，没有送达。`,
  );
}
