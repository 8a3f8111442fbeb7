import type { Request, Response } from 'express';
import { type FieldError, InvalidForm, MessageFitsNothing, NotFound } from '../../../platform/errors.js';
import { paths, withQuery } from '../../../platform/paths.js';
import { runCommand } from '../../../platform/runCommand.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { errorsByField } from '../../../platform/web/errorsByField.js';
import { flash } from '../../../platform/web/flash.js';
import { bodyText } from '../../../platform/web/parameters.js';
import { personOf } from '../../../platform/web/person.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { deliverMessage } from '../commands/deliverMessage.js';
import {
  type MessageReceiver,
  selectMessageReceiver,
  selectMessageReceivers,
} from '../read/messageReceivers.js';
import { readMessageData } from './presenters/messageData.js';

/** GET /messages: what waits for messages, and what they start. */
export const index: Handler = async (web, req, res) => {
  const receivers = await selectMessageReceivers(web.runtime);
  await renderPage(web, req, res, 'tickets/messages', {
    title: '登记消息',
    receivers: receivers.map((receiver) => ({
      ...receiver,
      href: withQuery(paths.newMessage(), addressOf(receiver)),
      ticketHref: receiver.ticket && paths.ticket(receiver.ticket.number),
    })),
  });
};

/** GET /messages/new: asks for what the message brings. */
export const ask: Handler = async (web, req, res) => {
  const receiver = await receiverOf(web, (name) => textIn(req.query[name]));
  await showQuestion(web, req, res, receiver, {}, []);
};

/** POST /messages */
export const deliver: Handler = async (web, req, res) => {
  const receiver = await receiverOf(web, (name) => bodyText(req, name, 200));
  const typed = Object.fromEntries(
    receiver.fields.map(({ name }) => [name, bodyText(req, `data.${name}`, 2000)]),
  );
  res.locals.fieldLabels = Object.fromEntries(
    receiver.fields.map(({ name, label }) => [`data.${name}`, label]),
  );
  try {
    const { name, correlationKey, subscriptionId } = receiver;
    const data = readMessageData(receiver.fields, typed);
    const message = { messageId: requestKeyOf(req), name, correlationKey, data, subscriptionId, from: null };
    const { number } = await runCommand(web.runtime, personOf(req), deliverMessage, message);
    flash(req, 'success', `消息「${name}」已送达工单 ${number}。`);
    res.redirect(303, paths.ticket(number));
  } catch (error) {
    const errors = refusalsOf(error);
    if (!errors) throw error;
    res.status(422);
    await showQuestion(web, req, res, receiver, typed, errors);
  }
};

/** What a person can mend or must know; null for anything else. */
function refusalsOf(error: unknown): FieldError[] | null {
  if (error instanceof InvalidForm) return error.errors;
  return error instanceof MessageFitsNothing ? [{ path: '', message: error.message }] : null;
}

function addressOf({ subscriptionId, processKey, elementId }: MessageReceiver) {
  return subscriptionId === null ? { process: processKey, start: elementId } : { wait: subscriptionId };
}

/** @throws {NotFound} when nothing waits there any more */
function receiverOf(web: Web, read: (name: string) => string): Promise<MessageReceiver> {
  const wait = read('wait');
  if (/^[1-9]\d{0,8}$/.test(wait))
    return selectMessageReceiver(web.runtime, { subscriptionId: Number(wait) });
  const [processKey, elementId] = [read('process'), read('start')];
  if (wait !== '' || processKey === '') throw new NotFound('等待消息的环节');
  return selectMessageReceiver(web.runtime, { processKey, elementId });
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The key made by the page, by which a second click is known; a post without one gets a new key. */
function requestKeyOf(req: Request): string {
  const key = bodyText(req, '_requestKey', 64);
  return /^[0-9a-f-]{36}$/.test(key) ? key : crypto.randomUUID();
}

async function showQuestion(
  web: Web,
  req: Request,
  res: Response,
  receiver: MessageReceiver,
  typed: Record<string, string>,
  errors: FieldError[],
): Promise<void> {
  const byField = errorsByField(errors);
  await renderPage(web, req, res, 'tickets/message', {
    title: `登记消息：${receiver.name}`,
    receiver,
    hidden: Object.entries(addressOf(receiver)).map(([name, value]) => ({ name, value })),
    requestKey: requestKeyOf(req),
    ticketHref: receiver.ticket && paths.ticket(receiver.ticket.number),
    error: byField[''] ?? null,
    fields: receiver.fields.map((field) => ({
      ...field,
      value: typed[field.name] ?? '',
      isYes: typed[field.name] === 'true',
      isNo: typed[field.name] === 'false',
      isBoolean: field.type === 'boolean',
      isNumber: field.type === 'number',
      error: byField[`data.${field.name}`] ?? null,
    })),
    back: { href: paths.messages(), label: '登记消息' },
  });
}
