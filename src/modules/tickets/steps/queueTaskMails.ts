import { taskMail } from '../../../mail/model/messages/taskMail.js';
import { queueMail } from '../../../mail/steps/queueMail.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectMailRecipients, selectPerson } from '../../people/index.js';
import type { TicketRow } from '../store/tickets.js';

/** Queues a mail about a new task to its assignee, or to each member of the candidate groups. */
export async function queueTaskMails(
  context: CommandContext,
  ticket: TicketRow,
  task: { taskId: number; name: string; escalation: boolean; dueAt: string | null },
  assignee: { id: number } | null,
  candidateGroups: string[],
): Promise<void> {
  const { tx, settings } = context;
  const recipients = assignee
    ? [await selectPerson(tx, assignee.id)].flatMap(({ id, name, email }) =>
        email ? [{ id, name, email }] : [],
      )
    : await selectMailRecipients(tx, candidateGroups);
  for (const recipient of recipients) {
    const text = taskMail({ ...task, ticketNumber: ticket.number, recipientName: recipient.name }, settings);
    await queueMail(context, ticket.id, recipient, text);
  }
}
