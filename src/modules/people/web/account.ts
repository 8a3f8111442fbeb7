import type { Request, Response } from 'express';
import { z } from 'zod';
import { type FieldError, InvalidForm } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { choice, form, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { errorsByField } from '../../../platform/web/errorsByField.js';
import { flash } from '../../../platform/web/flash.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { keepTheme, themeOf, themes } from '../../../platform/web/theme.js';
import { changePassword } from '../commands/changePassword.js';
import { selectAccount } from '../read/account.js';

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
  try {
    await runCommand(web.runtime, personOf(req), changePassword, input);
    flash(req, 'success', '密码已修改。');
    res.redirect(303, paths.account());
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showAccount(web, req, res, error.errors);
  }
});

/** POST /account/theme */
export const theme = receives(themeBody, (web, req, res, { theme: chosen }) => {
  keepTheme(res, chosen, web.config.baseUrl.startsWith('https:'));
  res.redirect(303, paths.account());
});

async function showAccount(web: Web, req: Request, res: Response, errors: FieldError[]): Promise<void> {
  const account = await selectAccount(web.runtime.db, personOf(req).id);
  await renderPage(web, req, res, 'people/account', {
    title: '我的账户',
    mustChangePassword: req.person?.mustChangePassword,
    account: { ...account, positions: account.positions.join('、') },
    errors: errorsByField(errors),
    themes: themes.map((value) => ({
      value,
      label: themeNames[value],
      icon: themeIcons[value],
      selected: value === themeOf(req),
    })),
  });
}
