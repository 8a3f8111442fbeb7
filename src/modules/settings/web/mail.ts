import type { MailServer } from '../../../mail/model/server.js';
import { InvalidForm } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { form, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Receiver, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { changeMailServer } from '../commands/changeMailServer.js';
import { mailForm } from '../model/mailForm.js';
import { sendTestMail } from '../steps/sendTestMail.js';
import { type FormSection, renderForm, saveForm, showForm } from './formSection.js';
import { sections } from './sections.js';

const mailSection: FormSection<'mail'> = {
  section: sections.mail,
  form: mailForm,
  toData: (value) => {
    if (!value) return { security: 'tls', port: 465 };
    const { password: _, ...shown } = value;
    return shown;
  },
  save: (web, req, data, body) =>
    runCommand(web.runtime, personOf(req), changeMailServer, {
      data,
      password: body._password,
      removePassword: body._removePassword,
      revision: body._revision,
    }),
  extras: async (web, req, value, errors) => ({
    above: 'settings/mailSource',
    inside: 'settings/mailPassword',
    below: 'settings/mailTest',
    hasPassword: Boolean(value?.password),
    passwordError: errors.find(({ path }) => path === 'password')?.message ?? null,
    ...environmentOf(web),
    target: targetOf(web, value ?? null),
    recipient: req.person?.email ?? '',
  }),
};

/** GET /settings/mail */
export const show: Handler = showForm(mailSection);

/** POST /settings/mail */
export const save: Receiver = saveForm(mailSection);

/** POST /settings/mail/test: sends at once and shows the result. */
export const test = receives(
  form({ recipient: text('收件地址') }),
  async (web, req, res, { recipient: typed }) => {
    const recipient = typed.trim();
    try {
      const status = await sendTestMail(web.runtime, personOf(req), web.mail, recipient);
      const done =
        status === 'sent' ? `测试邮件已发往 ${recipient}。` : '没有配置邮件服务器，测试邮件已存入邮件夹。';
      flash(req, 'success', done);
      res.redirect(303, paths.mailSettings());
    } catch (error) {
      if (!(error instanceof InvalidForm)) throw error;
      res.status(422);
      const recipientError = error.errors[0]?.message;
      await renderForm(web, req, res, mailSection, { extras: { recipient, recipientError } });
    }
  },
);

/** What the environment sets, which takes precedence; never its password. */
function environmentOf({ config }: Web) {
  return {
    environmentServer: config.smtpUrl === null ? null : hostOf(config.smtpUrl),
    environmentSender: config.mailFrom,
  };
}

/** The server or folder that the next mail goes to. */
function targetOf({ config }: Web, server: MailServer | null): string {
  if (config.smtpUrl !== null) return `服务器 ${hostOf(config.smtpUrl)}`;
  return server === null ? '邮件夹' : `服务器 ${server.host}:${server.port}`;
}

function hostOf(smtpUrl: string): string {
  return URL.canParse(smtpUrl) ? new URL(smtpUrl).host : '（地址无法识别）';
}
