import { InvalidForm } from '../../../platform/errors.js';
import { paths } from '../../../platform/paths.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { queueNotices, selectActivePersons } from '../../people/index.js';
import { maxReceivers } from '../model/comments.js';
import { lockTicketToComment } from '../steps/lockTicketToComment.js';
import { saveTicket } from '../steps/saveTicket.js';
import { upsertCopies } from '../store/ticketCopies.js';

export interface CopyTicketInput {
  number: string;
  personIds: readonly number[];
  note: string;
}

/**
 * 抄送: sends the ticket to people for information; from then on they may open it.
 * @throws {NotFound} {NotAllowed} {InvalidForm}
 */
export async function copyTicket(
  context: CommandContext,
  input: CopyTicketInput,
): Promise<{ receivers: string[] }> {
  const { tx, actor, now } = context;
  const ticket = await lockTicketToComment(context, 'copy', input.number);
  const chosen = new Set(input.personIds.filter((id) => id !== actor.id));
  const receivers = (await selectActivePersons(tx)).filter(({ id }) => chosen.has(id));
  const note = input.note.trim();
  checkCopyInput(receivers.length, note);
  const copiedAt = now.toISOString();
  const copy = { ticketId: ticket.id, copiedBy: actor.id as number, note: note || null, copiedAt };
  await upsertCopies(
    tx,
    receivers.map(({ id }) => ({ ...copy, personId: id })),
  );
  const data = { to: receivers, note: note || null };
  const event = { type: 'ticket.copied', elementId: null, executionId: null, data };
  await saveTicket(context, ticket, { events: [event] });
  await queueNotices(
    context,
    ticket.id,
    receivers.map(({ id }) => id),
    {
      kind: '抄送',
      about: ticket.number,
      text: `${actor.name}将工单 ${ticket.number} 抄送给您，请查阅。`,
      path: paths.ticket(ticket.number),
    },
  );
  return { receivers: receivers.map(({ name }) => name) };
}

function checkCopyInput(receivers: number, note: string): void {
  const errors = [];
  if (receivers === 0) errors.push({ path: 'person', message: '请选择抄送给谁。' });
  if (receivers > maxReceivers)
    errors.push({ path: 'person', message: `一次最多抄送给 ${maxReceivers} 人。` });
  if ([...note].length > 500) errors.push({ path: 'note', message: '说明最多 500 个字。' });
  if (errors.length > 0) throw new InvalidForm(errors);
}
