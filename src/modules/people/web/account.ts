import type { Request, Response } from 'express';
import { z } from 'zod';
import { type FieldError, InvalidForm } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { choice, form, nothing, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { errorsByField } from '../../../platform/web/errorsByField.js';
import { flash } from '../../../platform/web/flash.js';
import { renewSession } from '../../../platform/web/middleware/person.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { keepTheme, themeOf, themes } from '../../../platform/web/theme.js';
import { changePassword } from '../commands/changePassword.js';
import { endOtherLogIns } from '../commands/endLogIns.js';
import { selectAccount, selectLogInsOf } from '../read/account.js';
import { confirmationGuess, forget, whyTooEarly } from './guessing.js';
import { logInView } from './presenters/logIns.js';

const themeNames = { light: '浅色', dark: '深色', auto: '跟随设备' };
const themeIcons = { light: 'sun', dark: 'moon', auto: 'device-desktop' };

/** A password manager reads the log-in from the hidden field and may fill it in. */
const passwordBody = form({
  username: z.string().optional(),
  current: text('当前密码'),
  next: text('新密码'),
  repeated: text('再次输入新密码'),
});
const themeBody = form({ theme: choice('外观', themes) });

/** GET /account */
export const show: Handler = (web, req, res) => showAccount(web, req, res, []);

/** POST /account/password */
export const password = receives(passwordBody, async (web, req, res, input) => {
  const logInId = req.session.logInId as string;
  const guess = confirmationGuess(req);
  const tooEarly = await whyTooEarly(web, res, guess);
  if (tooEarly) return showAccount(web, req, res, [{ path: 'current', message: tooEarly }]);
  try {
    await runCommand(web.runtime, personOf(req), changePassword, { ...input, logInId, guess });
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    if (!error.errors.some(({ path }) => path === 'current')) await forget(web, guess);
    res.status(422);
    return showAccount(web, req, res, error.errors);
  }
  await renewSession(req);
  req.session.logInId = logInId;
  flash(req, 'success', '密码已修改，其他设备上的登录已结束。');
  res.redirect(303, paths.account());
});

/** POST /account/theme */
export const theme = receives(themeBody, (web, req, res, { theme: chosen }) => {
  keepTheme(res, chosen, web.config.baseUrl.startsWith('https:'));
  res.redirect(303, paths.account());
});

/** POST /account/log-ins/others */
export const endOthers = receives(nothing, async (web, req, res) => {
  const { logInId } = req.session;
  await runCommand(web.runtime, personOf(req), endOtherLogIns, { logInId: logInId as string });
  flash(req, 'success', '其他登录已全部结束。');
  res.redirect(303, paths.account());
});

async function showAccount(web: Web, req: Request, res: Response, errors: FieldError[]): Promise<void> {
  const { db } = web.runtime;
  const account = await selectAccount(db, personOf(req).id);
  const logIns = await selectLogInsOf(db, personOf(req).id);
  await renderPage(web, req, res, 'people/account', {
    title: '我的账户',
    mustChangePassword: req.person?.mustChangePassword,
    account: { ...account, positions: account.positions.join('、') },
    errors: errorsByField(errors),
    logIns: logIns.map((one) => logInView(one, req.session.logInId, web.config.timeZone)),
    hasOthers: logIns.length > 1,
    themes: themes.map((value) => ({
      value,
      label: themeNames[value],
      icon: themeIcons[value],
      selected: value === themeOf(req),
    })),
  });
}
