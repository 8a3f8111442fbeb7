import { noticeMail } from '../../../mail/model/messages/noticeMail.js';
import { queueMail } from '../../../mail/steps/queueMail.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { selectMailAddresses } from '../store/persons.js';

/** The text of a notice, and the page that it links to. */
export interface Notice {
  kind: string;
  about: string;
  text: string;
  path: string;
}

/** Queues a mail to each of the people with an address, except the actor. */
export async function queueNotices(
  context: CommandContext,
  ticketId: number | null,
  personIds: readonly number[],
  notice: Notice,
): Promise<void> {
  const others = personIds.filter((id) => id !== context.actor.id);
  for (const recipient of await selectMailAddresses(context.tx, others)) {
    const text = noticeMail({ ...notice, recipientName: recipient.name }, context.settings);
    await queueMail(context, ticketId, recipient, text);
  }
}
