import { noticeMail } from '../../../mail/model/messages/noticeMail.js';
import { queueMail } from '../../../mail/steps/queueMail.js';
import { paths } from '../../../platform/paths.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { PersonRow } from '../store/persons.js';

/** Tells a person with a mail address that the password is another, whoever changed it. */
export async function queuePasswordMail(
  context: CommandContext,
  { id, name, email }: Pick<PersonRow, 'id' | 'name' | 'email'>,
  text: string,
): Promise<void> {
  if (!email) return;
  const notice = {
    kind: '账户安全',
    about: '密码已更改',
    text: `${text}如非您本人的意思，请立即联系系统管理员。`,
    path: paths.account(),
    recipientName: name,
  };
  await queueMail(context, null, { id, email }, noticeMail(notice, context.settings));
}
