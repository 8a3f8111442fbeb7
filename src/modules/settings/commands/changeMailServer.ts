import type { MailServer } from '../../../mail/model/server.js';
import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { mailForm } from '../model/mailForm.js';
import { openMailPassword, sealMailPassword } from '../model/mailPassword.js';
import { changeSetting } from '../steps/changeSetting.js';
import { checkSettingForm } from '../steps/checkSettingForm.js';
import { selectSetting } from '../store/settings.js';

export interface MailServerInput {
  data: Record<string, unknown>;
  /** '' keeps the stored password. */
  password: string;
  removePassword: boolean;
  revision: number;
}

/**
 * Sets the mail server for the next mail on. Without a host, mails go to the mail folder. A stored password is kept only
 * for the same server and user: sent to another host, it would be given away. @throws {InvalidForm} {StaleSetting}
 */
export async function changeMailServer(context: CommandContext, input: MailServerInput): Promise<void> {
  checkSettingForm(context, mailForm, input.data);
  const data = input.data as Partial<MailServer>;
  const before = (await selectSetting(context.tx, 'mail')).value as MailServer | null | undefined;
  refuseIncomplete(data);
  if (!data.host) return changeSetting(context, { key: 'mail', value: null, revision: input.revision });
  const isSame = before?.host === data.host && before.user === (data.user ?? '');
  const kept = isSame && !input.removePassword ? before.password : '';
  const value: MailServer = {
    host: data.host,
    port: data.port as number,
    security: data.security as MailServer['security'],
    user: data.user ?? '',
    password: data.user ? passwordToKeep(context, input.password, kept) : '',
    fromName: data.fromName ?? '',
    fromAddress: data.fromAddress as string,
  };
  if (value.user && !value.password && !input.removePassword)
    throw new InvalidForm([{ path: 'password', message: '请填写该用户的密码。', namesField: true }]);
  await changeSetting(context, { key: 'mail', value, revision: input.revision });
}

/** Sealed; what was kept stays as it is when the same password was typed once more. */
function passwordToKeep({ secrets }: CommandContext, typed: string, kept: string): string {
  if (typed === '' || (kept !== '' && openMailPassword(secrets, kept) === typed)) return kept;
  return sealMailPassword(secrets, typed);
}

const requiredFields = { port: '端口', fromAddress: '发件地址' } as const;

function refuseIncomplete(data: Partial<MailServer>): void {
  if (!data.host) return;
  const missing = (Object.keys(requiredFields) as (keyof typeof requiredFields)[]).filter(
    (name) => !data[name],
  );
  const errors = missing.map((path) => ({ path, message: `请填写${requiredFields[path]}。` }));
  if (errors.length > 0) throw new InvalidForm(errors);
}
