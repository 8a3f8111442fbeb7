import type { Request, Response } from 'express';
import { changePassword } from '../commands/changePassword.js';
import { runCommand } from '../commands/runCommand.js';
import { type FieldError, InvalidForm } from '../errors.js';
import { selectAccount } from '../queries/account.js';
import type { Handler, Web } from './deps.js';
import { errorsByField } from './errorsByField.js';
import { flash } from './flash.js';
import { bodyText } from './parameters.js';
import { paths } from './paths.js';
import { personOf } from './person.js';
import { renderPage } from './renderPage.js';
import { keepTheme, themeOf, themes } from './theme.js';

const themeNames = { light: '浅色', dark: '深色', auto: '跟随设备' };
const themeIcons = { light: 'sun', dark: 'moon', auto: 'device-desktop' };

/** GET /account */
export const show: Handler = (web, req, res) => showAccount(web, req, res, []);

/** POST /account/password */
export const password: Handler = async (web, req, res) => {
  const [current, next, repeated] = ['current', 'next', 'repeated'].map((name) => bodyText(req, name, 201));
  try {
    const input = { current: current as string, next: next as string, repeated: repeated as string };
    await runCommand(web.runtime, personOf(req), changePassword, input);
    flash(req, 'success', '密码已修改。');
    res.redirect(303, paths.account());
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showAccount(web, req, res, error.errors);
  }
};

/** POST /account/theme */
export const theme: Handler = (web, req, res) => {
  const chosen = themes.find((one) => one === bodyText(req, 'theme')) ?? 'auto';
  keepTheme(res, chosen, web.config.baseUrl.startsWith('https:'));
  res.redirect(303, paths.account());
};

async function showAccount(web: Web, req: Request, res: Response, errors: FieldError[]): Promise<void> {
  const account = await selectAccount(web.runtime.db, personOf(req).id);
  await renderPage(web, req, res, 'account/show', {
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
