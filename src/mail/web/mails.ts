import type { Handler } from '../../platform/web/deps.js';
import { idParameter } from '../../platform/web/parameters.js';
import { paths, withQuery } from '../../platform/web/paths.js';
import { askedId, query } from '../../platform/web/queryShapes.js';
import { renderPage } from '../../platform/web/renderPage.js';
import { selectMailMessage, selectMailPage } from '../read/mailFolder.js';
import type { MailTransport } from '../steps/transport.js';
import { mailItem, mailMessage } from './presenters/mails.js';

declare module '../../platform/web/deps.js' {
  interface Web {
    /** The pages of the mail folder and of the mail settings use it; all other mail is the worker's. */
    mail: Pick<MailTransport, 'send' | 'hasServer'>;
  }
}

const listQuery = query({ before: askedId });

/** GET /admin/mails: sent mails, or those in the mail folder while no SMTP server is configured. */
export const index: Handler = async (web, req, res) => {
  const { before } = listQuery(req);
  const { mails, next } = await selectMailPage(web.runtime.db, before);
  const now = web.runtime.clock.now();
  await renderPage(web, req, res, 'mail/index', {
    title: '邮件',
    hasServer: await web.mail.hasServer(),
    mails: mails.map((mail) => mailItem(mail, now, web.config.timeZone)),
    next: next && withQuery(paths.mails(), { before: next }),
    first: before && paths.mails(),
  });
};

/** GET /admin/mails/:id */
export const show: Handler = async (web, req, res) => {
  const { mail, ticketNumber } = await selectMailMessage(web.runtime.db, idParameter(req, '邮件'));
  await renderPage(web, req, res, 'mail/show', {
    title: mail.subject,
    mail: mailMessage(mail, ticketNumber, web.config.timeZone),
    back: { href: paths.mails(), label: '邮件' },
  });
};
