import { InvalidForm } from '../../../platform/errors.js';
import { assignAttachments } from '../../../platform/files/attachments.js';
import { type KeptUpload, recordUpload } from '../../../platform/files/storeAttachment.js';
import { paths } from '../../../platform/paths.js';
import { readReason } from '../../../platform/readReason.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { type PersonName, queueNotices, selectActivePersons } from '../../people/index.js';
import { findMentions, maxReceivers } from '../model/comments.js';
import { lockTicketToComment } from '../steps/lockTicketToComment.js';
import { saveTicket } from '../steps/saveTicket.js';
import { upsertCopies } from '../store/ticketCopies.js';

/**
 * 评论: adds a comment, files, or both to a ticket. People mentioned as @姓名 get a copy of the ticket.
 * @throws {NotFound} {NotAllowed} {InvalidForm}
 */
export async function commentTicket(
  context: CommandContext,
  input: { number: string; text: string; uploads?: readonly KeptUpload[] },
): Promise<{ mentioned: string[] }> {
  const { tx, actor, now } = context;
  const ticket = await lockTicketToComment(context, 'comment', input.number);
  const uploads = input.uploads ?? [];
  const isBare = uploads.length > 0 && input.text.trim() === '';
  const text = isBare ? '添加附件' : readReason(input.text, '评论内容', 'text');
  const mentioned = await mentionedIn(context, text);
  const copiedAt = now.toISOString();
  const copy = { ticketId: ticket.id, copiedBy: actor.id as number, note: '在评论中提到', copiedAt };
  await upsertCopies(
    tx,
    mentioned.map(({ id }) => ({ ...copy, personId: id })),
  );
  const attachments = [];
  for (const kept of uploads) {
    const { id, name, sha256 } = await recordUpload(context, kept);
    attachments.push({ id, name, sha256 });
  }
  const ids = attachments.map(({ id }) => id);
  await assignAttachments(tx, ids, ticket.id);
  const data = { text, mentioned, ...(attachments.length > 0 ? { attachments } : {}) };
  const event = { type: 'comment.added', elementId: null, executionId: null, data };
  await saveTicket(context, ticket, { events: [event] });
  await queueNotices(
    context,
    ticket.id,
    mentioned.map(({ id }) => id),
    {
      kind: '提到您',
      about: ticket.number,
      text: `${actor.name}在工单 ${ticket.number} 的评论中提到了您。`,
      path: paths.ticket(ticket.number),
    },
  );
  return { mentioned: mentioned.map(({ name }) => name) };
}

async function mentionedIn({ tx, actor }: CommandContext, text: string): Promise<PersonName[]> {
  const { mentioned, unknown } = findMentions(text, await selectActivePersons(tx));
  const refused = (message: string) => new InvalidForm([{ path: 'text', message }]);
  if (unknown) throw refused(`没有找到“${unknown}”，@ 后面请写同事的完整姓名。`);
  if (mentioned.length > maxReceivers) throw refused(`一次最多提到 ${maxReceivers} 人。`);
  return mentioned.filter(({ id }) => id !== actor.id);
}
