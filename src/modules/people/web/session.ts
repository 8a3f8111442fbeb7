import type { Request, Response } from 'express';
import { systemActor } from '../../../platform/actor.js';
import { runCommand } from '../../../platform/runCommand.js';
import { form, nothing, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { csrfToken } from '../../../platform/web/middleware/csrf.js';
import { renewSession } from '../../../platform/web/middleware/person.js';
import { paths, safeReturnPath, withQuery } from '../../../platform/web/paths.js';
import { askedChoice, askedText, query } from '../../../platform/web/queryShapes.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { endLogIn } from '../commands/endLogIns.js';
import { openLogIn } from '../commands/openLogIn.js';
import { refuseLogIn } from '../commands/refuseLogIn.js';
import { logIn as verify } from '../steps/logIn.js';
import { logInGuess, whyTooEarly } from './guessing.js';
import { keepDevice } from './knownDevice.js';

const refusal = '登录名或密码不正确。';

const logInBody = form({
  login: text('登录名', 64),
  password: text('密码', 200),
  returnTo: text('返回的页面', 2000),
});

const pageQuery = query({ returnTo: askedText(500), left: askedChoice(['yes']) });

/** GET /session/new */
export const logInPage: Handler = async (web, req, res) => {
  const { returnTo, left } = pageQuery(req);
  if (req.person) return res.redirect(303, safeReturnPath(returnTo));
  await showLogIn(web, req, res, { returnTo, left: left === 'yes' });
};

/** POST /session: an unknown log-in and a wrong password get the same answer. */
export const logIn = receives(logInBody, async (web, req, res, { returnTo: wanted, ...credentials }) => {
  const returnTo = safeReturnPath(wanted);
  const { login } = credentials;
  const guess = logInGuess(web, req, login);
  const tooEarly = await whyTooEarly(web, res, guess);
  if (tooEarly) return showLogIn(web, req, res, { returnTo, login, error: tooEarly });
  const from = { device: req.get('user-agent') ?? '', address: req.ip ?? '' };
  const verified = await verify(web.runtime.db, credentials);
  if (!verified) {
    await runCommand(web.runtime, systemActor, refuseLogIn, { login, ...from });
    res.status(401);
    return showLogIn(web, req, res, { returnTo, login, error: refusal });
  }
  const actor = { ...verified, groups: [] };
  const logInId = await runCommand(web.runtime, actor, openLogIn, { ...from, guess });
  await renewSession(req);
  req.session.logInId = logInId;
  keepDevice(web, req, res, verified.login);
  res.redirect(303, returnTo);
});

/** POST /session/end */
export const logOut = receives(nothing, async (web, req, res) => {
  if (req.person) await runCommand(web.runtime, req.person, endLogIn, { logInId: req.person.logIn.id });
  await renewSession(req);
  res.redirect(303, withQuery(paths.logInPage(), { left: 'yes' }));
});

/** Shows the log-in page, with what was typed and the error of a refused log-in. */
async function showLogIn(
  web: Web,
  req: Request,
  res: Response,
  shown: { returnTo?: unknown; login?: string; error?: string; left?: boolean },
): Promise<void> {
  await renderPage(web, req, res, 'people/logIn', {
    title: '登录',
    login: shown.login ?? '',
    error: shown.error ?? null,
    left: shown.left,
    returnTo: safeReturnPath(shown.returnTo),
    csrfToken: csrfToken(req),
    demo: web.demo ?? null,
  });
}
