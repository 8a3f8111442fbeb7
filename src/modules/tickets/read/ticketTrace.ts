import type { Knex } from 'knex';
import { type MailRow, selectMailsOfTicket } from '../../../mail/store/mails.js';
import { findBrokenLink } from '../../../platform/access/auditChain.js';
import type { Person } from '../../../platform/actor.js';
import { NotFound } from '../../../platform/errors.js';
import { type AttachmentRow, selectAttachmentsOfTicket } from '../../../platform/files/attachments.js';
import { selectPersonNames } from '../../people/index.js';
import { type ProcessDefinitionRow, selectDefinition } from '../../processes/index.js';
import { maySeeTicket } from '../model/ticketVisibility.js';
import { type AuditEventRow, selectAuditHistory } from '../store/auditEvents.js';
import { type FormSubmissionRow, selectSubmissions } from '../store/formSubmissions.js';
import { selectTasksOfTicket, type TaskRow } from '../store/tasks.js';
import { selectCopiesOfTicket, type TicketCopyRow } from '../store/ticketCopies.js';
import { selectTicketByNumber, type TicketRow } from '../store/tickets.js';
import { selectTicketRelations, type TicketRelations } from './relatedTickets.js';

/** All records of one ticket. */
export interface TicketTrace {
  ticket: TicketRow;
  definition: ProcessDefinitionRow;
  /** All open and finished tasks in the order of their creation. */
  tasks: TaskRow[];
  submissions: FormSubmissionRow[];
  events: AuditEventRow[];
  attachments: AttachmentRow[];
  mails: MailRow[];
  copies: TicketCopyRow[];
  relations: TicketRelations;
  /** Names of all persons who took part, by id. */
  people: Map<number, string>;
  /** Sequence number of the first event that does not fit the hash chain; null when the history is whole. */
  brokenAt: number | null;
}

/** A ticket and its tasks. @throws {NotFound} also when the person may not see the ticket */
export async function selectVisibleTicket(
  db: Knex,
  person: Person,
  number: string,
): Promise<Pick<TicketTrace, 'ticket' | 'tasks' | 'copies'>> {
  const ticket = await selectTicketByNumber(db, number);
  const tasks = await selectTasksOfTicket(db, ticket.id);
  const copies = await selectCopiesOfTicket(db, ticket.id);
  const copiedTo = copies.map(({ personId }) => personId);
  if (!maySeeTicket(person, ticket, tasks, copiedTo)) throw new NotFound('工单');
  return { ticket, tasks, copies };
}

/**
 * A ticket as a page needs it that asks something about it: without what happened. @throws {NotFound} also when the person may not
 * see the ticket
 */
export async function selectTicketInShort(
  db: Knex,
  person: Person,
  number: string,
): Promise<Pick<TicketTrace, 'ticket' | 'tasks' | 'definition'>> {
  const { ticket, tasks } = await selectVisibleTicket(db, person, number);
  return { ticket, tasks, definition: await selectDefinition(db, ticket.definitionId) };
}

/** @throws {NotFound} also when the person may not see the ticket */
export async function selectTicketTrace(db: Knex, person: Person, number: string): Promise<TicketTrace> {
  const { ticket, tasks, copies } = await selectVisibleTicket(db, person, number);
  const definition = await selectDefinition(db, ticket.definitionId);
  const submissions = await selectSubmissions(db, ticket.id);
  const { events, dataTexts } = await selectAuditHistory(db, ticket.id);
  const ids = [
    ticket.initiatorId,
    ...tasks.flatMap((task) => [task.assigneeId, task.completedBy, task.ownerId]),
    ...copies.flatMap((copy) => [copy.personId, copy.copiedBy]),
    ...submissions.map((submission) => submission.submittedBy),
  ].filter((id) => id !== null);
  return {
    ticket,
    definition,
    tasks,
    submissions,
    events,
    copies,
    attachments: await selectAttachmentsOfTicket(db, ticket.id),
    mails: await selectMailsOfTicket(db, ticket.id),
    relations: await selectTicketRelations(db, person, ticket),
    people: await selectPersonNames(db, [...new Set(ids)]),
    brokenAt: findBrokenLink(events, ticket, dataTexts),
  };
}
