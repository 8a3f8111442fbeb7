import type { Knex } from 'knex';
import { type AttachmentRow, selectAttachment } from '../db/attachments.js';
import { selectTasksOfTicket } from '../db/tasks.js';
import { selectCopiedTo } from '../db/ticketCopies.js';
import { selectTicket } from '../db/tickets.js';
import { NotFound } from '../errors.js';
import type { Person } from '../rules/actor.js';
import { maySeeTicket } from '../rules/ticketVisibility.js';

/**
 * An upload that the person may open: one of a ticket that the person may see, or an own one that is not submitted yet.
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
