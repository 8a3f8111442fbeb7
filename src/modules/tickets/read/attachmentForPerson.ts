import type { Knex } from 'knex';
import type { Person } from '../../../platform/actor.js';
import { NotFound } from '../../../platform/errors.js';
import { type AttachmentRow, selectAttachment } from '../../../platform/files/attachments.js';
import { maySeeTicket } from '../model/ticketVisibility.js';
import { selectTasksOfTicket } from '../store/tasks.js';
import { selectCopiedTo } from '../store/ticketCopies.js';
import { selectTicket } from '../store/tickets.js';

/**
 * An upload that the person may open: one of a visible ticket, or the person's own upload before it is submitted.
 * @throws {NotFound}
 */
export async function attachmentForPerson(db: Knex, person: Person, id: number): Promise<AttachmentRow> {
  const attachment = await selectAttachment(db, id);
  if (attachment.ticketId === null) {
    if (attachment.uploadedBy !== person.id) throw new NotFound('附件');
    return attachment;
  }
  const ticket = await selectTicket(db, attachment.ticketId);
  const tasks = await selectTasksOfTicket(db, ticket.id);
  if (!maySeeTicket(person, ticket, tasks, await selectCopiedTo(db, ticket.id))) throw new NotFound('附件');
  return attachment;
}
