import type { Request, Response } from 'express';
import { type FieldError, InvalidForm, MessageFitsNothing, NotFound } from '../../../platform/errors.js';
import { paths, withQuery } from '../../../platform/paths.js';
import { runCommand } from '../../../platform/runCommand.js';
import { chosenId, formWith, hiddenText, requestKey, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { errorsByField } from '../../../platform/web/errorsByField.js';
import { flash } from '../../../platform/web/flash.js';
import { personOf } from '../../../platform/web/person.js';
import { askedText, query } from '../../../platform/web/queryShapes.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { deliverMessage } from '../commands/deliverMessage.js';
import {
  type MessageReceiver,
  selectMessageReceiver,
  selectMessageReceivers,
} from '../read/messageReceivers.js';
import { readMessageData } from './presenters/messageData.js';

/** What it is for, and what it brings. */
const messageBody = formWith(
  {
    wait: chosenId('等待消息的环节'),
    process: hiddenText().optional(),
    start: hiddenText().optional(),
    _requestKey: requestKey,
  },
  { values: { names: /^data\./, value: text('消息内容') } },
);

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

const pageQuery = query({ wait: askedText(), process: askedText(), start: askedText(200) });

/** GET /messages/new: asks for what the message brings. */
export const ask: Handler = async (web, req, res) => {
  const asked = pageQuery(req);
  const receiver = await receiverOf(web, (name) => asked[name] ?? '');
  await showQuestion(web, req, res, receiver, { typed: {}, errors: [], key: crypto.randomUUID() });
};

/** POST /messages */
export const deliver = receives(messageBody, async (web, req, res, body) => {
  const receiver = await receiverOf(web, (name) => String(body[name] ?? ''));
  const typed = Object.fromEntries(
    receiver.fields.map(({ name }) => [name, body.values[`data.${name}`] ?? '']),
  );
  res.locals.fieldLabels = Object.fromEntries(
    receiver.fields.map(({ name, label }) => [`data.${name}`, label]),
  );
  try {
    refuseOtherValues(receiver, body.values);
    const { name, correlationKey, subscriptionId } = receiver;
    const data = readMessageData(receiver.fields, typed);
    const message = { messageId: body._requestKey, name, correlationKey, data, subscriptionId, from: null };
    const { number } = await runCommand(web.runtime, personOf(req), deliverMessage, message);
    flash(req, 'success', `消息「${name}」已送达工单 ${number}。`);
    res.redirect(303, paths.ticket(number));
  } catch (error) {
    const errors = refusalsOf(error);
    if (!errors) throw error;
    res.status(422);
    await showQuestion(web, req, res, receiver, { typed, errors, key: body._requestKey });
  }
});

/** @throws {InvalidForm} for a value that the message does not bring any more */
function refuseOtherValues({ fields }: MessageReceiver, values: object): void {
  const known = new Set(fields.map(({ name }) => `data.${name}`));
  if (Object.keys(values).some((name) => !known.has(name)))
    throw new InvalidForm([{ path: '', message: '消息的内容已有变化，请重新打开页面后填写。' }]);
}

/** What a person can mend or must know; null for anything else. */
function refusalsOf(error: unknown): FieldError[] | null {
  if (error instanceof InvalidForm) return error.errors;
  return error instanceof MessageFitsNothing ? [{ path: '', message: error.message }] : null;
}

function addressOf({ subscriptionId, processKey, elementId }: MessageReceiver) {
  return subscriptionId === null ? { process: processKey, start: elementId } : { wait: subscriptionId };
}

/** @throws {NotFound} when nothing waits there any more */
function receiverOf(
  web: Web,
  read: (name: 'wait' | 'process' | 'start') => string,
): Promise<MessageReceiver> {
  const wait = read('wait');
  if (/^[1-9]\d{0,8}$/.test(wait))
    return selectMessageReceiver(web.runtime, { subscriptionId: Number(wait) });
  const [processKey, elementId] = [read('process'), read('start')];
  if (wait !== '' || processKey === '') throw new NotFound('等待消息的环节');
  return selectMessageReceiver(web.runtime, { processKey, elementId });
}

async function showQuestion(
  web: Web,
  req: Request,
  res: Response,
  receiver: MessageReceiver,
  { typed, errors, key }: { typed: Record<string, string>; errors: FieldError[]; key: string },
): Promise<void> {
  const byField = errorsByField(errors);
  await renderPage(web, req, res, 'tickets/message', {
    title: `登记消息：${receiver.name}`,
    receiver,
    hidden: Object.entries(addressOf(receiver)).map(([name, value]) => ({ name, value })),
    requestKey: key,
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
